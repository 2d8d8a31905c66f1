import HTTPTypes
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import NIOHTTP1
import NIOHTTPTypes
import NIOHTTPTypesHTTP1

/// Looks at a connection's first request. One that opens a WebSocket turns the connection into that; any other becomes Hummingbird's
/// HTTP/1.1 with no part lost, and so do upgrades that are refused: they get the usual answers.
///
/// NIO's own upgrade handlers will not do: they drop a request whose upgrade is refused, and fail on `Upgrade: h2c` with a body, which
/// ordinary HTTP clients send.
final class FirstRequest: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias InboundOut = HTTPServerRequestPart
  typealias OutboundOut = HTTPServerResponsePart

  enum Outcome: Sendable {
    case http(NIOAsyncChannel<HTTPRequestPart, HTTPResponsePart>)
    case socket(SocketOpening, SocketConnection)
  }

  private enum State {
    case waiting
    /// The head was that of a socket; its end is due.
    case opening(SocketOpening)
    case http
    case socket
  }

  private let encoder: HTTPResponseEncoder
  private let decoder: ByteToMessageHandler<HTTPRequestDecoder>
  private let rules: WebChannel.Rules
  private let logger: Logger
  private let outcome: EventLoopPromise<Outcome>
  private var state = State.waiting
  private var patience: Scheduled<Void>?

  init(
    encoder: HTTPResponseEncoder, decoder: ByteToMessageHandler<HTTPRequestDecoder>, rules: WebChannel.Rules, logger: Logger,
    outcome: EventLoopPromise<Outcome>
  ) {
    self.encoder = encoder
    self.decoder = decoder
    self.rules = rules
    self.logger = logger
    self.outcome = outcome
  }

  /// Nobody else minds the connection yet.
  func handlerAdded(context: ChannelHandlerContext) {
    let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
    patience = context.eventLoop.scheduleTask(in: rules.idleTimeout) { bound.value.close(promise: nil) }
  }

  func handlerRemoved(context: ChannelHandlerContext) { end() }

  func channelInactive(context: ChannelHandlerContext) {
    end()
    context.fireChannelInactive()
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if isWaiting, event is ChannelShouldQuiesceEvent || event as? ChannelEvent == .inputClosed {
      context.close(promise: nil)
    } else {
      context.fireUserInboundEventTriggered(event)
    }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    switch state {
    case .waiting: becomeHTTP(context)  // What is no HTTP gets Hummingbird's answer.
    case .opening: context.close(promise: nil)
    case .http, .socket: break
    }
    context.fireErrorCaught(error)
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch state {
    case .socket: return context.fireChannelRead(data)
    case .http: break
    case .opening(let opening):
      if case .end = unwrapInboundIn(data) { becomeSocket(context, opening) } else { context.close(promise: nil) }
      return
    case .waiting:
      if case .head(let head) = unwrapInboundIn(data), let opening = opening(head, context) { return state = .opening(opening) }
      becomeHTTP(context)
    }
    context.fireChannelRead(wrapInboundOut(Self.onlyRequest(unwrapInboundIn(data))))
  }

  private var isWaiting: Bool {
    switch state {
    case .waiting, .opening: true
    case .http, .socket: false
    }
  }

  private func opening(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) -> SocketOpening? {
    guard head.version == .http1_1, head.headers.contains(name: "upgrade"),
      let request = try? HTTPRequest(head, secure: false, splitCookie: false)
    else { return nil }
    return rules.opening(request, context.channel)
  }

  /// NIO's decoder reads nothing more of a connection after a request for an upgrade. So that it does not wait for requests that are
  /// never seen, it ends with the answer.
  private static func onlyRequest(_ part: HTTPServerRequestPart) -> HTTPServerRequestPart {
    guard case .head(var head) = part, head.headers.contains(name: "upgrade") || head.method == .CONNECT else { return part }
    head.headers.replaceOrAdd(name: "connection", value: "close")
    return .head(head)
  }
}

extension FirstRequest {
  private func becomeHTTP(_ context: ChannelHandlerContext) {
    state = .http
    patience?.cancel()
    do {
      let pipeline = context.pipeline.syncOperations
      try pipeline.addHandler(HTTP1ToHTTPServerCodec(secure: false))
      try pipeline.addHandler(HTTPConnectionStateHandler(idleTimeout: Duration(rules.idleTimeout), logger: logger))
      outcome.succeed(
        .http(
          try NIOAsyncChannel(wrappingChannelSynchronously: context.channel, configuration: .init(isOutboundHalfClosureEnabled: true))))
    } catch {
      fail(context, error)
    }
  }

  private func becomeSocket(_ context: ChannelHandlerContext, _ opening: SocketOpening) {
    state = .socket
    patience?.cancel()
    let headers: HTTPHeaders = [
      "Upgrade": "websocket", "Connection": "Upgrade", "Sec-WebSocket-Accept": opening.handshake.accept, "X-Request-ID": opening.call.id,
    ]
    // Goes out with the handler's first message, or when it first listens: what it sets up before is in place when the client hears of it.
    context.write(wrapOutboundOut(.head(.init(version: .http1_1, status: .switchingProtocols, headers: headers))), promise: nil)
    context.write(wrapOutboundOut(.end(nil)), promise: nil)
    KernelBuffer.bound(context.channel)
    do {
      let connection = SocketConnection(channel: context.channel, limit: rules.sockets.outgoingBytes)
      let pipeline = context.pipeline.syncOperations
      try pipeline.addHandler(SocketHandler(connection, limits: rules.sockets, isWelcome: opening.isWelcome))
      pipeline.removeHandler(encoder, promise: nil)
      // Passes on the bytes it holds beyond the request: first frames.
      pipeline.removeHandler(decoder, promise: nil)
      outcome.succeed(.socket(opening, connection))
      pipeline.removeHandler(self, promise: nil)
    } catch {
      opening.onEnd()
      fail(context, error)
    }
  }

  private func fail(_ context: ChannelHandlerContext, _ error: any Error) {
    outcome.fail(error)
    context.close(promise: nil)
  }

  private func end() {
    patience?.cancel()
    if case .opening(let opening) = state {
      state = .http
      opening.onEnd()
    }
    // Without effect once there is an outcome.
    outcome.fail(ChannelError.eof)
  }
}
