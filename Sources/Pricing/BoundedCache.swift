import Synchronization

/// Remembers answers that are dear to find. Names come from clients, so it has a bound: when full it starts over.
final class BoundedCache<Key: Hashable & Sendable, Value: Sendable>: Sendable {
  private let entries = Mutex<[Key: Value]>([:])
  private let capacity: Int

  init(capacity: Int) { self.capacity = capacity }

  func value(for key: Key, making make: () -> Value) -> Value {
    if let known = entries.withLock({ $0[key] }) { return known }
    let made = make()
    entries.withLock {
      if $0.count >= capacity { $0.removeAll(keepingCapacity: true) }
      $0[key] = made
    }
    return made
  }
}
