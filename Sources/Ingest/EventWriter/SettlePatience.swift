/// How long a question waits for what was recorded before it. In a flood of events it is held up for a moment only and may lag behind; what
/// a slow or busy machine takes longer to store is waited for.
package struct SettlePatience: Sendable {
  package var first = Duration.milliseconds(500)
  package var further = Duration.seconds(5)
  /// From so many events on that wait to be stored there is no further waiting.
  package var flood = 50_000

  package init() {}
}

extension EventWriter {
  /// False when it took too long.
  @discardableResult
  package func settle(_ patience: SettlePatience) async -> Bool {
    if await settle(timeout: patience.first) { return true }
    guard statistics.unstored.records < patience.flood else { return false }
    return await settle(timeout: patience.further)
  }
}
