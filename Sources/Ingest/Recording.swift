import Usage

/// What became of each event of a body.
package struct Recording: Sendable {
  package struct Judged: Hashable, Sendable {
    package enum Verdict: Hashable, Sendable {
      case duplicate
      case rejected(Rejection)
    }

    /// The event's place in the body, from 0.
    package let index: Int
    package let id: String?
    package let verdict: Verdict
  }

  package let accepted: Int
  package let duplicates: Int
  package let rejected: Int
  /// Events that were not plainly accepted, in the order of the body.
  package let judged: [Judged]
  package let ignoredFields: [String]

  package var count: Int { accepted + duplicates + rejected }

  init(accepted: Int, duplicates: Int, rejected: Int, judged: [Judged], ignoredFields: [String]) {
    self.accepted = accepted
    self.duplicates = duplicates
    self.rejected = rejected
    self.judged = judged
    self.ignoredFields = ignoredFields
  }

  init(_ outcome: IngestOutcome, duplicateRows: [Int]) {
    let known = duplicateRows.map { Judged(index: outcome.indexes[$0], id: outcome.id(row: $0), verdict: .duplicate) }
    let refused = outcome.rejected.map { Judged(index: $0.index, id: $0.id, verdict: .rejected($0.rejection)) }
    accepted = outcome.keys.count - known.count
    duplicates = known.count
    rejected = refused.count
    judged = (known + refused).sorted { $0.index < $1.index }
    ignoredFields = outcome.ignoredFields
  }
}
