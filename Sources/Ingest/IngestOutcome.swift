import Usage

/// What became of a body's events.
package struct IngestOutcome: Sendable {
  package struct Rejected: Sendable {
    /// The event's place in the body, counted from 0; of lines, those that are not blank.
    package let index: Int
    package let id: String?
    package let rejection: Rejection
    /// What was received, cut to 64 KiB.
    package let body: String
  }

  /// The accepted events, in the order they came. `keys` and `indexes` have one element for each row.
  package let block: EventBlock
  package let keys: [EventKey]
  package let indexes: [Int]
  package let rejected: [Rejected]
  /// Names of fields that mean nothing here, in the order they were met, at most 20: how a typing error is found.
  package let ignoredFields: [String]

  package var count: Int { keys.count + rejected.count }

  /// The id of an accepted event.
  package func id(row: Int) -> String {
    var reader = block[row].makeReader()
    // The id is the first field of every row.
    guard reader.next() == EventField.id.rawValue else { return "" }
    return String(decoding: reader.text(), as: UTF8.self)
  }
}
