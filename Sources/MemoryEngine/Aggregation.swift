import Semantics
import Usage

extension Metric {
  func value(over records: [MemoryRecord]) throws(QueryFailure) -> Value {
    switch try definition.aggregate.number(over: records) {
    case nil: .null
    case .integer(let number): value(integer: number)
    case .real(let number): value(real: number)
    }
  }
}

private enum Number {
  case integer(Int64)
  case real(Double)

  var double: Double {
    switch self {
    case .integer(let number): Double(number)
    case .real(let number): number
    }
  }
}

extension Aggregate {
  fileprivate func number(over records: [MemoryRecord]) throws(QueryFailure) -> Number? {
    switch self {
    case .count(let conditions):
      return .integer(Int64(records.count { record in conditions.allSatisfy(record.meets) }))
    case .sum(let field, let conditions):
      let counted = records.filter { record in conditions.allSatisfy(record.meets) }
      return .integer(try exactSum(counted.compactMap { $0.integer(field) }))
    case .knownSum(let field):
      let known = records.compactMap { $0.integer(field) }
      return known.isEmpty && !records.isEmpty ? nil : .integer(try exactSum(known))
    case .countDistinct(let field):
      return .integer(Int64(Set(records.map { $0.value(field) }.filter { $0 != .null }).count))
    case .minimum(let field): return records.compactMap { $0.integer(field) }.min().map(Number.integer)
    case .maximum(let field): return records.compactMap { $0.integer(field) }.max().map(Number.integer)
    case .quantile(let field, let quantile):
      return interpolated(records.filter { !$0.isRolledUp }.compactMap { $0.integer(field) }, quantile.rawValue)
    case .ratio(let part, let whole):
      guard let part = try part.number(over: records), let whole = try whole.number(over: records), whole.double != 0 else { return nil }
      return .real(part.double / whole.double)
    }
  }

  private func exactSum(_ values: [Int64]) throws(QueryFailure) -> Int64 {
    var sum: Int64 = 0
    for value in values {
      let (next, overflow) = sum.addingReportingOverflow(value)
      guard !overflow else { throw .engine("the sum is beyond 64 bits") }
      sum = next
    }
    return sum
  }

  private func interpolated(_ values: [Int64], _ quantile: Double) -> Number? {
    guard !values.isEmpty else { return nil }
    let sorted = values.sorted().map(Double.init)
    let place = Double(sorted.count - 1) * quantile
    let (low, high) = (sorted[Int(place.rounded(.down))], sorted[Int(place.rounded(.up))])
    return .real(low + (high - low) * (place - place.rounded(.down)))
  }
}
