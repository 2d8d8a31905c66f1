import Usage

/// What a body of records holds.
package struct RecordReading<R: ActivityRecord>: Sendable {
  package let records: [R]
  /// How each would fare if all that could be read is stored.
  package let recording: Recording
}
