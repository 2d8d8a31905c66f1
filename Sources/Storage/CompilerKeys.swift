import Semantics
import Usage

extension Compiler {
  func key(_ dimension: Dimension, _ plan: Plan) -> (column: CompiledPlan.Column, sql: SQL) {
    switch dimension {
    case .by(let attribute): return (attribute.isBoolean ? .boolean : .text, "\(attribute.field)")
    case .tag(let key): return (.text, dialect.tag(key))
    case .time:
      guard let bucketing = plan.bucketing else { preconditionFailure("time buckets are bounded before they are compiled") }
      return (.bucket(bucketing), bucket(bucketing))
    }
  }

  // No engine's own time zone code: the offsets are numbers here, so all engines and versions agree.
  /// The bucket of a column `timestamp`: see `Bucketing.bucket(number:)`.
  package func bucket(_ bucketing: Bucketing) -> SQL {
    let instant = dialect.microseconds("timestamp")
    switch bucketing.rule {
    case .clock(let step, let pieces):
      return cases(instant, pieces.map { ($0.end, start($0.key, of: instant, step)) })
    case .calendar(.month, let offsets):
      return dialect.monthNumber(local: "\(instant) + \(cases(instant, offsets.map { ($0.to, "\(number: $0.offset)") }))")
    case .calendar(let unit, let offsets):
      let shifts = offsets.map { ($0.to, "\(number: $0.offset + Self.sinceFirstDay)" as SQL) }
      let days: Int64 = unit == .week ? 7 : 1
      return dialect.quotient("(\(instant) + \(cases(instant, shifts)))", days * CivilDate.microsecondsPerDay)
    }
  }

  private func start(_ key: Bucketing.Piece.Key, of instant: SQL, _ step: Int64) -> SQL {
    switch key {
    case .fixed(let start): "\(number: start.microseconds)"
    case .multiple(let offset): "\(instant) - (\(instant) + \(number: offset + Self.sinceFirstDay)) % \(number: step)"
    }
  }

  /// The value of the first stretch that has not ended; the last one is not asked for its end.
  private func cases(_ instant: SQL, _ stretches: [(end: Timestamp, value: SQL)]) -> SQL {
    guard let last = stretches.last, stretches.count > 1 else { return stretches.first?.value ?? "0" }
    let branches = stretches.dropLast().map { "WHEN \(instant) < \(number: $0.end.microseconds) THEN \($0.value)" as SQL }
    return "CASE \(branches, separator: " ") ELSE \(last.value) END"
  }

  /// Added so that no dividend is negative: engines round negative quotients differently.
  private static var sinceFirstDay: Int64 { -Bucketing.firstDay.daysSinceEpoch * CivilDate.microsecondsPerDay }
}
