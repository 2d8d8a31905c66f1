import Semantics
import Usage
import Web

/// What nearly every answer says of a group of requests. Money nobody knows counts as nothing here: the contract has no word for it.
struct AnalyticsFigures {
  var tokens: Int64 = 0
  var cost = NanoUSD.zero
  var requests: Int64 = 0

  static let metrics: [Metric] = [.totalTokens, .cost, .requests]

  init() {}

  /// Reads a row, in which the three metrics follow the keys.
  init(_ row: [Value], keys: Int = 0) {
    tokens = row[keys].wholeNumber
    cost = row[keys + 1].amount
    requests = row[keys + 2].wholeNumber
  }

  static func += (left: inout Self, right: Self) {
    left.tokens += right.tokens
    left.cost = left.cost + right.cost
    left.requests += right.requests
  }

  var dollars: Double { cost.inDollars }

  /// The members `tokens`, `cost` and `requests`.
  func write(to json: inout JSONWriter) {
    json.member("tokens", tokens)
    json.key("cost")
    json.number(exactly: cost.description)
    json.member("requests", requests)
  }
}

extension NanoUSD {
  var inDollars: Double { Double(nanos) / Double(Self.nanosPerDollar) }
}

/// Cells as the contract's numbers, which are never null.
extension Value {
  var wholeNumber: Int64 {
    if case .integer(let number) = self { number } else { 0 }
  }

  var realNumber: Double {
    if case .real(let number) = self { number } else { 0 }
  }

  var amount: NanoUSD {
    if case .money(let money) = self { money } else { .zero }
  }

  /// What the contract calls a thing that has no name.
  var nameOrUnknown: String {
    if case .text(let text) = self { text } else { "unknown" }
  }

  var moment: Timestamp? {
    if case .instant(let instant) = self { instant } else { nil }
  }
}

/// The part of a whole, 0 where the whole is 0.
func share(_ part: Double, of whole: Double) -> Double { whole == 0 ? 0 : part / whole }
