import Ingest
import Synchronization
import Web

/// Updates for any number of subscribers, each made and encoded once for all who watch the same.
package final class LiveFeed<Encoded: Sendable>: Sendable {
  package typealias Subscriber = @Sendable (Encoded) -> Void

  private struct Topic {
    var subscribers: [UInt64: Subscriber] = [:]
    var watch: LiveWatch?
  }

  private struct State {
    var topics: [LiveSelection: Topic] = [:]
    var nextID: UInt64 = 0
  }

  private let hub: LiveHub
  private let eventsPerUpdate: Int
  private let selectionLimit: Int
  private let encode: @Sendable (LiveUpdate) -> Encoded
  private let state = Mutex(State())

  /// - Parameter selectionLimit: how many different selections may be watched at once: each looks at every event.
  package init(
    _ hub: LiveHub, eventsPerUpdate: Int = 20, selectionLimit: Int = 100, encode: @escaping @Sendable (LiveUpdate) -> Encoded
  ) {
    self.hub = hub
    self.eventsPerUpdate = eventsPerUpdate
    self.selectionLimit = selectionLimit
    self.encode = encode
  }

  /// Updates until the subscription is let go. The subscriber must return at once.
  package func subscribe(to selection: LiveSelection, _ subscriber: @escaping Subscriber) throws(Problem) -> LiveSubscription {
    let id = state.withLock { state -> UInt64? in
      guard state.topics[selection] != nil || state.topics.count < selectionLimit else { return nil }
      state.nextID += 1
      state.topics[selection, default: Topic()].subscribers[state.nextID] = subscriber
      if state.topics[selection]?.watch == nil {
        state.topics[selection]?.watch = hub.watch { [weak self] batch in self?.publish(batch, to: selection) }
      }
      return state.nextID
    }
    guard let id else { throw .busy("Too many different selections are watched.", retryAfter: 10) }
    return LiveSubscription { [weak self] in self?.forget(id, of: selection) }
  }

  private func publish(_ batch: LiveBatch, to selection: LiveSelection) {
    guard let update = LiveUpdate(batch, for: selection, limit: eventsPerUpdate) else { return }
    let encoded = encode(update)
    let subscribers = state.withLock { $0.topics[selection].map { Array($0.subscribers.values) } ?? [] }
    for subscriber in subscribers { subscriber(encoded) }
  }

  private func forget(_ id: UInt64, of selection: LiveSelection) {
    let watch = state.withLock { state -> LiveWatch? in
      state.topics[selection]?.subscribers[id] = nil
      guard state.topics[selection]?.subscribers.isEmpty ?? false else { return nil }
      return state.topics.removeValue(forKey: selection)?.watch
    }
    watch?.cancel()
  }
}

/// Ends when nobody holds it any more, or when it is cancelled.
package final class LiveSubscription: Sendable {
  private let end: @Sendable () -> Void

  init(_ end: @escaping @Sendable () -> Void) { self.end = end }

  deinit { end() }

  package func cancel() { end() }
}
