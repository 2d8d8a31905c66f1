import Accounts

/// What can be done about the invented usage that `weir demo` records.
package protocol DemoDesk: Sendable {
  /// Records so many days up to now. What is there already counts once. Returns how many events are new.
  func recordDemo(days: Int, by who: Principal) async throws -> Int

  /// Takes away all that is marked as demo, and nothing else. Returns how many events there were.
  func removeDemo(by who: Principal) async throws -> Int
}
