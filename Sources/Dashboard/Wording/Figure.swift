import Semantics
import Usage
import Web

/// A number as people read it. What is not known has no number, and is never shown as 0.
struct Figure: Hashable, Sendable {
  let text: String
  /// The exact number, for programs; nil if it is not known.
  let exact: String?
  /// All digits, where the text leaves some out.
  private var full: String?

  static let unknown = Figure(text: "–", exact: nil)
  static let unpriced = Figure(text: ComponentsTexts.unpriced, exact: nil)

  private init(text: String, exact: String?) {
    self.text = text
    self.exact = exact
  }

  init(_ value: Value, _ unit: Metric.Unit = .count) {
    switch value {
    case .null: self = .unknown
    case .money(let money): self.init(text: Self.dollars(money), exact: money.description)
    case .integer(let number): self.init(text: Self.grouped(number), exact: String(number))
    case .real(let number): self.init(text: Self.real(number, unit), exact: number.description)
    case .text(let text): self.init(text: text, exact: text)
    case .instant(let instant): self.init(text: instant.description, exact: instant.description)
    case .boolean(let flag): self.init(text: flag ? ComponentsTexts.yes : ComponentsTexts.no, exact: flag ? "true" : "false")
    }
  }

  /// Three digits and a word for large numbers, where a few must fit into a tile.
  static func short(_ value: Value, _ unit: Metric.Unit = .count) -> Figure {
    guard case .integer(let number) = value, number.magnitude >= 10_000_000 else { return Figure(value, unit) }
    var figure = Figure(text: compact(number), exact: String(number))
    figure.full = grouped(number)
    return figure
  }

  static func share(of part: Double, in whole: Double) -> Figure {
    whole > 0 ? Figure(text: percent(part / whole), exact: String(part / whole)) : .unknown
  }

  /// In the middle of a sentence, which is nothing that a program reads.
  var inText: HTML { "<span data-number>\(text)</span>" }

  var html: HTML {
    guard let exact else { return "<span class=\"unknown\">\(text)</span>" }
    return "<data value=\"\(exact)\"\(full.map { full -> HTML in " title=\"\(full)\"" })>\(text)</data>"
  }
}

extension Figure {
  static func grouped(_ number: Int64) -> String {
    (number < 0 ? "−" : "") + grouped(number.magnitude)
  }

  private static func grouped(_ number: UInt64) -> String {
    var digits = Substring(String(number)), groups: [Substring] = []
    while digits.count > 3 {
      groups.insert(digits.suffix(3), at: 0)
      digits = digits.dropLast(3)
    }
    return ([digits] + groups).joined(separator: ",")
  }

  /// "$1,234.56", "$0.0042": cents, below a dollar two digits that count, from 100,000 dollars on no cents.
  static func dollars(_ money: NanoUSD) -> String {
    let magnitude = money.nanos.magnitude, dollar = UInt64(NanoUSD.nanosPerDollar)
    let sign = money.nanos < 0 ? "−$" : "$"
    if magnitude >= 100_000 * dollar { return sign + grouped((magnitude + dollar / 2) / dollar) }
    var decimals = 2
    while magnitude > 0, magnitude < dollar, decimals < 9, rounded(magnitude, decimals) < 10 { decimals += 1 }
    let units = rounded(magnitude, decimals), unit = power(decimals)
    var fraction = String(units % unit)
    fraction = String(repeating: "0", count: decimals - fraction.count) + fraction
    while fraction.count > 2, fraction.last == "0" { fraction.removeLast() }
    return sign + grouped(units / unit) + "." + fraction
  }

  /// Never all or nothing unless it is.
  static func percent(_ ratio: Double) -> String {
    switch ratio {
    case ..<0: "−" + percent(-ratio)
    case 0: "0%"
    case ..<0.001: "<0.1%"
    case 0.9995..<1: ">99.9%"
    case 0.9995...: tenths(ratio * 100, dropsZero: true) + "%"
    default: tenths(ratio * 100, dropsZero: false) + "%"
    }
  }

  private static func real(_ number: Double, _ unit: Metric.Unit) -> String {
    switch unit {
    case .ratio: percent(number)
    case .usd: NanoUSD(dollars: number).map(dollars) ?? "–"
    case .milliseconds: number < 1000 ? "\(Int64(number.rounded())) ms" : tenths(number / 1000, dropsZero: false) + " s"
    case .seconds: tenths(number, dropsZero: false) + " s"
    default: tenths(number, dropsZero: true)
    }
  }

  private static func compact(_ number: Int64) -> String {
    let words: [(Double, String)] = [(1e15, "Q"), (1e12, "T"), (1e9, "B"), (1e6, "M")]
    let value = Double(number.magnitude)
    // A number that rounds up to the next word's size is written with that word.
    guard let (size, word) = words.first(where: { value >= $0.0 * 0.9995 }) else { return grouped(number) }
    let scaled = value / size
    let decimals = scaled < 9.995 ? 2 : scaled < 99.95 ? 1 : 0
    let units = UInt64((scaled * Double(power(decimals))).rounded())
    let fraction = String(units % power(decimals))
    let tail = decimals == 0 ? "" : "." + String(repeating: "0", count: decimals - fraction.count) + fraction
    return (number < 0 ? "−" : "") + String(units / power(decimals)) + tail + word
  }

  private static func tenths(_ number: Double, dropsZero: Bool) -> String {
    let units = Int64((abs(number) * 10).rounded())
    let sign = number < 0 ? "−" : ""
    return dropsZero && units % 10 == 0 ? sign + grouped(units / 10) : sign + grouped(units / 10) + "." + String(units % 10)
  }

  /// In units of so many decimals of a dollar, halves up.
  private static func rounded(_ nanos: UInt64, _ decimals: Int) -> UInt64 {
    let unit = power(9 - decimals)
    return (nanos + unit / 2) / unit
  }

  private static func power(_ exponent: Int) -> UInt64 { (0..<exponent).reduce(1) { result, _ in result * 10 } }
}
