import Usage

/// A page of the records themselves.
package struct RecordQuery: Hashable, Sendable {
  package enum Arrangement: Hashable, Sendable {
    case newestFirst
    /// As they came in: a walk through all of a table that new records cannot disturb.
    case arrival
  }

  package let scope: ProjectScope
  package let filter: Filter
  package let interval: Interval
  package let arrangement: Arrangement
  package let limit: Int
  /// Where the page before ended.
  package let after: Cursor?
  /// Records to leave out first. A walk goes by cursors: what comes after a page leaves nothing out.
  package let offset: Int

  package static let maximumLimit = 1000
  /// For walks through everything, which nobody holds in memory as one answer.
  package static let maximumWalkLimit = 20_000

  /// - Throws: every problem at once.
  package init(
    scope: ProjectScope, where filter: Filter = .all, period: Period = .all, zone: Zone = .utc, arrangement: Arrangement = .newestFirst,
    limit: Int = 100, after: Cursor? = nil, offset: Int = 0, now: Timestamp
  ) throws(QueryProblems) {
    let interval = period.resolved(now: now, zone: zone)
    var check = PlanCheck(Query([.requests], where: filter, period: period, zone: zone))
    check.run(interval, nil)
    var problems = check.problems
    if !(1...Self.maximumLimit).contains(limit) { problems.append(QueryProblem("limit", "from 1 to \(Self.maximumLimit)")) }
    if !(0...Plan.Bounds.offset).contains(offset) { problems.append(QueryProblem("offset", "from 0 to \(Plan.Bounds.offset)")) }
    guard problems.isEmpty else { throw QueryProblems(problems) }
    (self.scope, self.filter, self.interval, self.limit, self.after) = (scope, filter, interval, limit, after)
    self.arrangement = arrangement
    self.offset = offset
  }

  /// A record's place: by time, and for equal times by arrival. In the order of arrival its sequence alone counts.
  package struct Cursor: Hashable, Sendable, CustomStringConvertible {
    package let timestamp: Timestamp
    package let sequence: UInt64

    package init(timestamp: Timestamp, sequence: UInt64) {
      self.timestamp = timestamp
      self.sequence = sequence
    }

    /// Reads what `description` wrote.
    package init?(_ text: String) {
      let parts = text.split(separator: ".", omittingEmptySubsequences: false)
      guard parts.count == 2, let time = Int64(parts[0], radix: 36), let sequence = UInt64(parts[1], radix: 36) else { return nil }
      self.init(timestamp: Timestamp(microseconds: time), sequence: sequence)
    }

    package var description: String { String(timestamp.microseconds, radix: 36) + "." + String(sequence, radix: 36) }
  }
}

extension RecordQuery {
  /// The records that a checked question is about.
  package init(_ plan: Plan, limit: Int, after: Cursor? = nil) {
    precondition((1...Self.maximumLimit).contains(limit), "the caller checks the limit")
    (scope, filter, interval, self.limit, self.after) = (plan.scope, plan.filter, plan.interval, limit, after)
    (arrangement, offset) = (.newestFirst, 0)
  }

  /// The first page of a walk through all records that a checked question is about, in the order of arrival.
  package init(walking plan: Plan, pages limit: Int = maximumWalkLimit) {
    (scope, filter, interval, self.limit, after) = (plan.scope, plan.filter, plan.interval, limit, nil)
    (arrangement, offset) = (.arrival, 0)
  }

  /// The page that follows one that ended there.
  package func continued(after cursor: Cursor) -> RecordQuery { RecordQuery(self, after: cursor) }

  private init(_ query: RecordQuery, after cursor: Cursor) {
    (scope, filter, interval, limit, after) = (query.scope, query.filter, query.interval, query.limit, cursor)
    (arrangement, offset) = (query.arrangement, 0)
  }
}
