/// What can be done about the invented usage that `weir demo` records.
package protocol DemoDesk: Sendable {
  /// Takes away all that is marked as demo, and nothing else. Returns how many events there were.
  func removeDemo() async throws -> Int
}
