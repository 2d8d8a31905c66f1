import Semantics
import Usage
import Web

/// How a figure moved against the period before.
struct Change: Hashable, Sendable {
  enum Direction: String, Sendable { case up, down, level }

  let direction: Direction
  let text: String

  /// nil where either side is not known.
  init?(from before: Value, to now: Value, unit: Metric.Unit) {
    guard let before = before.magnitude, let now = now.magnitude else { return nil }
    direction = now > before ? .up : now < before ? .down : .level
    if now == before {
      text = ChangeTexts.same
    } else if unit == .ratio {
      text = Self.points(abs(now - before) * 100)
    } else if before == 0 {
      text = ChangeTexts.new
    } else {
      text = Self.percent(abs(now - before) / before)
    }
  }

  var html: HTML {
    switch direction {
    case .level: "<span class=\"change\">\(text)</span>"
    case .up: moved("↗", ChangeTexts.up)
    case .down: moved("↘", ChangeTexts.down)
    }
  }

  private func moved(_ arrow: String, _ word: String) -> HTML {
    """
    <span class="change"><span aria-hidden="true">\(arrow)</span><span class="hidden">\(word)</span> \
    <span data-number>\(text)</span></span>
    """
  }

  private static func percent(_ ratio: Double) -> String {
    switch ratio {
    case ..<0.0005: "<0.1%"
    case ..<0.1: "\(Figure(.real(ratio), .ratio).text)"
    default: Figure.grouped(Int64(min((ratio * 100).rounded(), 1e15))) + "%"
    }
  }

  private static func points(_ points: Double) -> String {
    ChangeTexts.points(points < 0.05 ? "<0.1" : Figure(.real(points), .count).text)
  }
}

extension Value {
  /// For shares, bars and changes; nil if it is not known or is no number.
  var magnitude: Double? {
    switch self {
    case .integer(let number): Double(number)
    case .real(let number): number
    case .money(let money): Double(money.nanos) / Double(NanoUSD.nanosPerDollar)
    case .null, .text, .instant, .boolean: nil
    }
  }
}
