import HTTPTypes
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import NIOHTTP1

/// A connection of the server: HTTP/1.1 as Hummingbird speaks it, or a WebSocket if its first request opens one.
struct WebChannel: HTTPChannelHandler {
  struct Rules: Sendable {
    var idleTimeout: TimeAmount
    var header: NIOHTTPDecoderLimitConfiguration
    var sockets: SocketLimits
    /// The socket that a request opens; nil: it is answered like any other, which also says what is wrong with it.
    var opening: @Sendable (HTTPRequest, any Channel) -> SocketOpening?
  }

  struct Value: ServerChildChannelValue {
    let outcome: EventLoopFuture<FirstRequest.Outcome>
    let channel: any Channel
  }

  let responder: HTTPChannelHandler.Responder
  let rules: Rules

  func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
    channel.eventLoop.makeCompletedFuture {
      let encoder = HTTPResponseEncoder()
      let decoder = ByteToMessageHandler(
        HTTPRequestDecoder(leftOverBytesStrategy: .forwardBytes, limitConfiguration: rules.header))
      let outcome = channel.eventLoop.makePromise(of: FirstRequest.Outcome.self)
      let pipeline = channel.pipeline.syncOperations
      try pipeline.addHandlers([encoder, decoder])
      try pipeline.addHandler(FirstRequest(encoder: encoder, decoder: decoder, rules: rules, logger: logger, outcome: outcome))
      return Value(outcome: outcome.futureResult, channel: channel)
    }
  }

  func handle(value: Value, logger: Logger) async {
    let outcome = await withTaskCancellationHandler {
      try? await value.outcome.get()
    } onCancel: {
      value.channel.close(promise: nil)
    }
    switch outcome {
    case .http(let channel): await handleHTTP(asyncChannel: channel, logger: logger)
    case .socket(let opening, let connection): await opening.run(on: connection)
    case nil: break
    }
  }
}
