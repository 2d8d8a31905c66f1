import Synchronization

/// Bounds what all request bodies together may hold in memory.
final class BodyBudget: Sendable {
  private let limit: Int
  private let held = Mutex(0)

  init(limit: Int) { self.limit = limit }

  /// Held until the lease is gone.
  func lease() -> Lease { Lease(budget: self) }

  private func take(_ count: Int) -> Bool {
    held.withLock { held in
      guard held + count <= limit else { return false }
      held += count
      return true
    }
  }

  private func giveBack(_ count: Int) { held.withLock { $0 -= count } }

  final class Lease: Sendable {
    private let budget: BodyBudget
    private let count = Mutex(0)

    fileprivate init(budget: BodyBudget) { self.budget = budget }

    func extend(by bytes: Int) throws(Problem) {
      guard budget.take(bytes) else { throw .busy("The server is busy with other bodies.") }
      count.withLock { $0 += bytes }
    }

    deinit { budget.giveBack(count.withLock { $0 }) }
  }
}
