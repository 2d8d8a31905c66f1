import Synchronization

/// Counts open WebSockets, so that they never take all connections there are.
final class SocketSlots: Sendable {
  private let limit: Int
  private let taken = Atomic(0)

  init(limit: Int) { self.limit = limit }

  func take() -> Bool {
    guard taken.add(1, ordering: .relaxed).newValue > limit else { return true }
    free()
    return false
  }

  func free() { taken.subtract(1, ordering: .relaxed) }

  var isFull: Bool { taken.load(ordering: .relaxed) >= limit }
}
