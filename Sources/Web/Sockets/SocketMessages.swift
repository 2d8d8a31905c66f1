import NIOCore
import Synchronization

/// A client's messages, in order, until the connection ends, however it ends. For one reader. The socket is read only as fast as
/// messages are taken, so a handler that expects none still takes them: `for await _ in socket.messages {}`.
package final class SocketMessages: AsyncSequence, Sendable {
  fileprivate struct State {
    var waiting: [SocketMessage] = []
    var reader: CheckedContinuation<SocketMessage?, Never>?
    var isPaused = false
    var hasEnded = false
  }

  private static let highMark = 16

  private let state = Mutex(State())
  private let channel: any Channel

  init(channel: any Channel) { self.channel = channel }

  package struct Iterator: AsyncIteratorProtocol {
    fileprivate let messages: SocketMessages

    package mutating func next() async -> SocketMessage? { await messages.next() }
    package mutating func next(isolation actor: isolated (any Actor)?) async throws(Never) -> SocketMessage? { await messages.next() }
  }

  /// Also lets out the answer to the upgrade.
  package func makeAsyncIterator() -> Iterator {
    channel.flush()
    return Iterator(messages: self)
  }

  /// False: stop reading the socket.
  func deliver(_ message: SocketMessage) -> Bool {
    let (reader, goesOn) = state.withLock { state in
      guard !state.hasEnded else { return (nil, true) as (CheckedContinuation<SocketMessage?, Never>?, Bool) }
      if let reader = state.reader {
        state.reader = nil
        return (reader, true)
      }
      state.waiting.append(message)
      state.isPaused = state.waiting.count >= Self.highMark
      return (nil, !state.isPaused)
    }
    reader?.resume(returning: message)
    return goesOn
  }

  func finish() {
    let reader = state.withLock { state in
      defer { state.reader = nil }
      state.hasEnded = true
      return state.reader
    }
    reader?.resume(returning: nil)
  }

  private func next() async -> SocketMessage? {
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let (answer, isPausedNoMore) = state.withLock { $0.take(continuation) }
        if case .some(let message) = answer { continuation.resume(returning: message) }
        if isPausedNoMore { channel.setOption(.autoRead, value: true).whenFailure { _ in } }
      }
    } onCancel: {
      let reader = state.withLock { state in
        defer { state.reader = nil }
        return state.reader
      }
      reader?.resume(returning: nil)
    }
  }
}

extension SocketMessages.State {
  /// What the reader gets now (nil inside: the end), or nothing, and whether the socket may be read again.
  fileprivate mutating func take(_ continuation: CheckedContinuation<SocketMessage?, Never>) -> (SocketMessage??, Bool) {
    guard !waiting.isEmpty else {
      if hasEnded || Task.isCancelled { return (.some(nil), false) }
      reader = continuation
      return (nil, false)
    }
    let message = waiting.removeFirst()
    defer { if waiting.isEmpty { isPaused = false } }
    return (message, isPaused && waiting.isEmpty)
  }
}
