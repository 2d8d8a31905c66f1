import Usage
import Web

/// One cell of a list: what is known, in a form that tells nothing from zero, and free from unpriced.
enum ColumnCell: Hashable {
  /// The key was never used in the period.
  case blank
  /// A number of requests or tokens.
  case count(Int64)
  /// What is known of the cost, and how many of the requests have none.
  case cost(NanoUSD?, unpriced: Int64)

  enum State: String, CaseIterable {
    case blank, zero, value, free, priced, unpriced
    case partlyPriced = "partly_priced"
  }

  var state: State {
    switch self {
    case .blank: .blank
    case .count(let number): number == 0 ? .zero : .value
    case .cost(nil, _): .unpriced
    case .cost(_?, 1...): .partlyPriced
    case .cost(let money?, _): money == .zero ? .free : .priced
    }
  }

  /// As a list shows it.
  var text: String {
    switch self {
    case .blank: ""
    case .count(let number): EstimateText.count(number)
    case .cost(nil, _): "unpriced"
    case .cost(let money?, _): EstimateText.cost(money)
    }
  }

  func write(_ name: String, to writer: inout JSONWriter) {
    writer.key(name)
    writer.object { writer in
      writer.member("state", state.rawValue)
      writer.key("value")
      switch self {
      case .blank: writer.null()
      case .count(let number): writer.integer(number)
      case .cost(let money, _): writer.money(money)
      }
      writer.member("text", text)
    }
  }

  static let schema: Schema = .object(["state": .oneOf(State.allCases.map(\.rawValue)), "value": Schema.number.orNull, "text": .string])
}
