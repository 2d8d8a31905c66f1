import Accounts

/// What can be done about the invented usage that `weir demo` records.
package protocol DemoDesk: Sendable {
  /// Records so many days up to now, with what belongs to them. What is there already counts once, and what is somebody's own stays.
  /// Returns how many are new.
  func recordDemo(days: Int, seed: UInt64, by who: Principal) async throws -> DemoCount

  /// Takes away all that is marked as demo, and nothing else. Returns how many there were.
  func removeDemo(by who: Principal) async throws -> DemoCount
}

package struct DemoCount: Hashable, Sendable {
  package var events: Int
  /// Users, groups, chats, messages, feedback, executions, agents and their runs, budgets.
  package var records: Int

  package init(events: Int = 0, records: Int = 0) { (self.events, self.records) = (events, records) }
}
