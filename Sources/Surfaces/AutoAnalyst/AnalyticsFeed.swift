import Ingest
import Synchronization
import Usage
import Web

/// The messages of one socket address, made once for all who may see the same projects.
final class AnalyticsFeed: Sendable {
  typealias Messages = @Sendable (ProjectScope, LiveBatch) async -> SocketFrames

  private struct Topic {
    var followers: [UInt64: SocketConnection] = [:]
    var watch: LiveWatch?
    var end: AsyncStream<LiveBatch>.Continuation?
  }

  private struct State {
    var topics: [ProjectScope: Topic] = [:]
    var nextID: UInt64 = 0
  }

  /// Batches that may wait while messages are made; a watcher who falls behind loses the oldest.
  private static let backlog = 16
  private let hub: LiveHub
  private let messages: Messages
  private let state = Mutex(State())

  init(_ hub: LiveHub, messages: @escaping Messages) {
    self.hub = hub
    self.messages = messages
  }

  /// Until the connection ends. What the client says is not heard.
  func serve(_ socket: SocketConnection, _ scope: ProjectScope) async {
    let id = join(scope, socket)
    for await _ in socket.messages {}
    leave(scope, id)
  }

  private func join(_ scope: ProjectScope, _ socket: SocketConnection) -> UInt64 {
    state.withLock { state in
      state.nextID += 1
      state.topics[scope, default: Topic()].followers[state.nextID] = socket
      if state.topics[scope]?.watch == nil {
        let (batches, input) = AsyncStream.makeStream(of: LiveBatch.self, bufferingPolicy: .bufferingNewest(Self.backlog))
        state.topics[scope]?.watch = hub.watch { input.yield($0) }
        state.topics[scope]?.end = input
        Task { [weak self] in
          for await batch in batches { await self?.publish(batch, to: scope) }
        }
      }
      return state.nextID
    }
  }

  private func publish(_ batch: LiveBatch, to scope: ProjectScope) async {
    let frames = await messages(scope, batch)
    guard !frames.isEmpty else { return }
    let followers = state.withLock { $0.topics[scope].map { Array($0.followers.values) } ?? [] }
    for follower in followers { follower.send(frames) }
  }

  private func leave(_ scope: ProjectScope, _ id: UInt64) {
    let topic = state.withLock { state -> Topic? in
      state.topics[scope]?.followers[id] = nil
      guard state.topics[scope]?.followers.isEmpty ?? false else { return nil }
      return state.topics.removeValue(forKey: scope)
    }
    topic?.watch?.cancel()
    topic?.end?.finish()
  }
}
