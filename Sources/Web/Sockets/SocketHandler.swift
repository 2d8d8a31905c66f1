import NIOCore

/// The channel's end of a WebSocket: reads frames, answers pings, sends its own, and is the only one who closes, so that the first
/// reason to close is the one that counts.
final class SocketHandler: ChannelDuplexHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  private enum State { case open, closing, closed }

  private let connection: SocketConnection
  private let limits: SocketLimits
  /// Asked with every ping: whether the key still opens this socket.
  private let isWelcome: @Sendable () -> Bool
  private var state = State.open
  private var reader: FrameReader
  private var assembly: MessageAssembly
  private var isAlive = true
  private var pings: RepeatedTask?
  private var patience: Scheduled<Void>?

  init(_ connection: SocketConnection, limits: SocketLimits, isWelcome: @escaping @Sendable () -> Bool) {
    self.connection = connection
    self.limits = limits
    self.isWelcome = isWelcome
    reader = FrameReader(frameLimit: limits.frameBytes)
    assembly = MessageAssembly(messageLimit: limits.messageBytes)
  }

  func handlerAdded(context: ChannelHandlerContext) {
    let interval = TimeAmount(limits.pingInterval)
    let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
    pings = context.eventLoop.scheduleRepeatedTask(initialDelay: interval, delay: interval) { _ in
      let (handler, context) = bound.value
      handler.ping(context)
    }
  }

  func handlerRemoved(context: ChannelHandlerContext) { end() }

  func channelInactive(context: ChannelHandlerContext) {
    end()
    context.fireChannelInactive()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    var bytes = unwrapInboundIn(data)
    isAlive = true
    reader.receive(&bytes)
    while state != .closed {
      do throws(SocketClosure) {
        guard let frame = try reader.next() else { return }
        act(on: try assembly.receive(frame), context)
      } catch {
        close(context, error)
      }
    }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    switch event {
    case is ChannelShouldQuiesceEvent: close(context, SocketClosure(.goingAway, "the server stops"))
    case ChannelEvent.inputClosed: context.close(promise: nil)
    default: context.fireUserInboundEventTriggered(event)
    }
  }

  func triggerUserOutboundEvent(context: ChannelHandlerContext, event: Any, promise: EventLoopPromise<Void>?) {
    guard let closure = event as? SocketClosure else { return context.triggerUserOutboundEvent(event, promise: promise) }
    close(context, closure)
    promise?.succeed()
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    guard state == .open else { return promise?.fail(ChannelError.outputClosed) ?? () }
    context.write(data, promise: promise)
  }
}

extension SocketHandler {
  private func act(on action: MessageAssembly.Action, _ context: ChannelHandlerContext) {
    switch action {
    case .none: break
    case .closed(let code): closed(context, code)
    case .pong(let payload):
      guard state == .open, context.channel.isWritable else { return }
      var frames = SocketFrames()
      frames.append(.pong, payload)
      context.writeAndFlush(wrapOutboundOut(frames.bytes), promise: nil)
    case .deliver(let message):
      guard state == .open, !connection.messages.deliver(message) else { return }
      context.channel.setOption(.autoRead, value: false).whenFailure { _ in }
    }
  }

  private func ping(_ context: ChannelHandlerContext) {
    guard state == .open else { return }
    guard isAlive else { return close(context, SocketClosure(.internalError, "no answer to a ping")) }
    guard isWelcome() else { return close(context, SocketClosure(.policyViolation, "the key is no longer valid")) }
    isAlive = false
    var frames = SocketFrames()
    frames.append(.ping, ByteBuffer())
    context.writeAndFlush(wrapOutboundOut(frames.bytes), promise: nil)
  }

  /// Begins to close. What is waiting to be sent goes out first, and the client gets a moment to answer.
  private func close(_ context: ChannelHandlerContext, _ closure: SocketClosure) {
    guard state == .open else { return }
    state = .closing
    connection.ended()
    context.writeAndFlush(wrapOutboundOut(SocketFrames.closing(closure.code, closure.reason).bytes), promise: nil)
    // The answer must be read even if a handler took no messages any more.
    context.channel.setOption(.autoRead, value: true).whenFailure { _ in }
    let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
    patience = context.eventLoop.scheduleTask(in: TimeAmount(limits.closeTimeout)) { bound.value.close(promise: nil) }
  }

  /// The client has closed, or answered the close that began here.
  private func closed(_ context: ChannelHandlerContext, _ code: SocketCode) {
    let answers = state == .open
    state = .closed
    connection.ended()
    guard answers else { return context.close(promise: nil) }
    let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
    context.writeAndFlush(wrapOutboundOut(SocketFrames.closing(code, "").bytes)).whenComplete { _ in bound.value.close(promise: nil) }
  }

  private func end() {
    state = .closed
    connection.ended()
    pings?.cancel()
    patience?.cancel()
  }
}
