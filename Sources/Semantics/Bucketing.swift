import Usage

/// How instants fall into time buckets, with the zone's rules already turned into arithmetic.
///
/// Day, week and month are groups of local dates; the bucket's key is the first instant of its first date. Finer buckets begin wherever
/// the wall clock reads a multiple of the step since midnight. Where clocks go back to such a reading, a new bucket begins, so a
/// repeated hour is two buckets; where they go back to another reading, the bucket lasts longer. Where clocks jump ahead into another
/// bucket it begins right there, and skipped buckets do not exist.
package struct Bucketing: Hashable, Sendable {
  package let granularity: Granularity
  package let zone: Zone
  package let interval: Interval
  package let rule: Rule
  /// For calendar units: all offsets that the beginning of a bucket may have. Kept because a large answer asks for many beginnings.
  private let around: [OffsetSegment]

  package enum Rule: Hashable, Sendable {
    /// Clock steps; each piece is valid from the end of the one before.
    case clock(step: Int64, [Piece])
    /// Local dates; the offsets in force.
    case calendar(Granularity.CalendarUnit, [OffsetSegment])
  }

  /// A stretch of time that ends before `end`.
  package struct Piece: Hashable, Sendable {
    package let end: Timestamp
    package let key: Key

    package enum Key: Hashable, Sendable {
      /// The last multiple of the step on a clock that is so far ahead of UTC.
      case multiple(offset: Int64)
      /// All of it belongs to the bucket that begins there.
      case fixed(Timestamp)
    }
  }

  /// nil unless the interval is bounded: the zone's rules are needed for a known stretch of time.
  package init?(_ granularity: Granularity, in zone: Zone, over interval: Interval) {
    guard let from = interval.from, let to = interval.to else { return nil }
    self.granularity = granularity
    self.zone = zone
    self.interval = interval
    switch granularity.step {
    case .calendar(let unit):
      rule = .calendar(unit, zone.segments(from: from, to: to))
      around = zone.segments(from: from.adding(seconds: -40 * 86_400), to: to.adding(seconds: 40 * 86_400))
    case .clock(let step):
      rule = .clock(step: step, Self.pieces(step, zone, from, to))
      around = []
    }
  }

  private static func pieces(_ step: Int64, _ zone: Zone, _ from: Timestamp, _ to: Timestamp) -> [Piece] {
    // Buckets of a few hours at most, so two days earlier nothing that is open now can have begun.
    let segments = zone.segments(from: from.adding(seconds: -2 * 86_400), to: to)
    var pieces: [Piece] = []
    for (index, segment) in segments.enumerated() {
      if index > 0 {
        let (start, boundary) = opening(of: segment, after: segments[index - 1], last: pieces, step)
        if boundary > segment.from { pieces.append(Piece(end: min(boundary, segment.to), key: .fixed(start))) }
        if boundary >= segment.to { continue }
      }
      pieces.append(Piece(end: segment.to, key: .multiple(offset: segment.offset)))
    }
    return pieces.filter { $0.end > from }
  }

  /// The bucket in which a segment begins, and the first regular boundary in it.
  private static func opening(
    of segment: OffsetSegment, after before: OffsetSegment, last pieces: [Piece], _ step: Int64
  ) -> (start: Timestamp, boundary: Timestamp) {
    let change = segment.from.microseconds
    let inStep = (change + segment.offset).floorDivided(by: step)
    guard inStep.remainder != 0, let piece = pieces.last else { return (segment.from, segment.from) }
    let boundary = Timestamp(microseconds: change - inStep.remainder + step)
    let left = (change - 1 + before.offset).floorDivided(by: step).quotient
    if segment.offset > before.offset, inStep.quotient != left { return (segment.from, boundary) }
    return (start(of: Timestamp(microseconds: change - 1), in: piece, step), boundary)
  }

  private static func start(of instant: Timestamp, in piece: Piece, _ step: Int64) -> Timestamp {
    switch piece.key {
    case .fixed(let start): start
    case .multiple(let offset):
      instant.adding(microseconds: -(instant.microseconds + offset).floorDivided(by: step).remainder)
    }
  }
}

extension Bucketing {
  /// The key of an instant of the interval.
  package func bucket(of instant: Timestamp) -> Timestamp {
    switch rule {
    case .calendar(let unit, _):
      return start(of: unit.start(of: zone.date(of: instant)))
    case .clock(let step, let pieces):
      guard let piece = pieces.first(where: { instant < $0.end }) ?? pieces.last else { return instant }
      return Self.start(of: instant, in: piece, step)
    }
  }

  private func start(of date: CivilDate) -> Timestamp { around.instant(ofLocal: date.daysSinceEpoch * CivilDate.microsecondsPerDay) }

  /// The key of the calendar unit with this number: days, weeks or months since 0001-01-01, which was a Monday. Engines group by it.
  package func bucket(number: Int64) -> Timestamp {
    guard case .calendar(let unit, _) = rule else { return Timestamp(microseconds: number) }
    switch unit {
    case .day: return start(of: Self.firstDay.adding(days: number))
    case .week: return start(of: Self.firstDay.adding(days: 7 * number))
    case .month: return start(of: Self.firstDay.startOfMonth(adding: Int(number)))
    }
  }

  /// 0001-01-01.
  package static let firstDay = CivilDate(daysSinceEpoch: -719_162)

  /// The keys of all buckets that the interval touches, in order; nil if there are more than `limit`.
  package func buckets(limit: Int) -> [Timestamp]? {
    guard let from = interval.from, let to = interval.to, from < to else { return [] }
    switch rule {
    case .calendar(let unit, _): return dates(unit, from, to, limit)
    case .clock(let step, let pieces): return clockKeys(step, pieces, from, to, limit)
    }
  }

  private func dates(_ unit: Granularity.CalendarUnit, _ from: Timestamp, _ to: Timestamp, _ limit: Int) -> [Timestamp]? {
    var keys: [Timestamp] = []
    var date = unit.start(of: zone.date(of: from))
    while true {
      let start = start(of: date)
      guard keys.isEmpty || start < to else { return keys }
      guard keys.count < limit else { return nil }
      // A zone that skipped a date gives the next one's start twice.
      if keys.last == start { keys.removeLast() }
      keys.append(start)
      date = unit.next(after: date)
    }
  }

  private func clockKeys(_ step: Int64, _ pieces: [Piece], _ from: Timestamp, _ to: Timestamp, _ limit: Int) -> [Timestamp]? {
    var keys: [Timestamp] = []
    var instant = from
    for piece in pieces {
      while instant < piece.end, instant < to {
        let key = Self.start(of: instant, in: piece, step)
        if keys.last != key { keys.append(key) }
        guard keys.count <= limit else { return nil }
        instant = if case .fixed = piece.key { piece.end } else { min(key.adding(microseconds: step), piece.end) }
      }
    }
    return keys
  }
}
