import Usage

/// A group sifted: what is new and goes to the journal, and which rows of each submission are duplicates.
struct CommitGroup {
  private(set) var records: [JournalRecord] = []
  /// The keys of the new rows.
  private(set) var keys: [EventKey] = []
  /// For each submission, the rows that were seen before, be it in the same group. They too are acknowledged only when the group is
  /// durable, for then their first copy is.
  private(set) var duplicates: [[Int]] = []
  private(set) var quarantinedCount = 0

  init(_ submissions: [Submission], isKnown: (EventKey) -> Bool) {
    var fresh = Set<EventKey>()
    let rows = submissions.reduce(0) { $0 + $1.keys.count }
    if rows > 1 { fresh.reserveCapacity(rows) }
    keys.reserveCapacity(rows)
    for submission in submissions {
      sift(submission) { key in rows > 1 ? !isKnown(key) && fresh.insert(key).inserted : !isKnown(key) }
      quarantinedCount += submission.quarantined.count
      if !submission.quarantined.isEmpty { records.append(.quarantined(submission.quarantined)) }
    }
  }

  private mutating func sift(_ submission: Submission, isNew: (EventKey) -> Bool) {
    var repeated: [Int] = []
    var start = 0
    for (row, key) in submission.keys.enumerated() {
      if isNew(key) {
        keys.append(key)
      } else {
        repeated.append(row)
        keep(start..<row, of: submission.block)
        start = row + 1
      }
    }
    keep(start..<submission.keys.count, of: submission.block)
    duplicates.append(repeated)
  }

  private mutating func keep(_ rows: Range<Int>, of block: EventBlock) {
    if !rows.isEmpty { records.append(.events(block, rows: rows)) }
  }
}
