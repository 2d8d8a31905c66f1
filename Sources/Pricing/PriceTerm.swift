import Usage

/// Prices and when they hold: always, from a day on, or at a time of day; for a variant, in which context.
struct PriceTerm: Sendable {
  private(set) var from: Timestamp?
  /// Microseconds of the UTC day; half-open, past midnight if the end is not after the start.
  private(set) var window: (start: Int64, end: Int64)?
  private(set) var context: [(key: Substring, value: Substring)] = []
  private(set) var sheet = PriceSheet()

  func isInForce(at instant: Timestamp) -> Bool {
    if let from { return instant >= from }
    guard let window else { return true }
    let time = instant.microseconds.floorDivided(by: CivilDate.microsecondsPerDay).remainder
    return window.end < window.start
      ? time >= window.start || time < window.end
      : window.start <= time && time < window.end
  }

  func applies(in context: PricingContext) -> Bool {
    self.context.allSatisfy { context.value(of: $0.key).map { Substring($0) } == $0.value }
  }
}

extension PriceTerm {
  init(_ text: String) throws(CatalogFailure) {
    for word in text.split(separator: " ") {
      guard try read(word) else { throw .unreadablePrice(text) }
    }
  }

  private mutating func read(_ word: Substring) throws(CatalogFailure) -> Bool {
    if word == "free" {
      sheet = .free
      return true
    }
    guard let sign = word.firstIndex(of: "=") else { return false }
    let value = word[word.index(after: sign)...]
    switch word[..<sign] {
    case "from":
      from = Timestamp(value)
      return from != nil
    case "at":
      window = Self.window(value)
      return window != nil
    case "when":
      guard let colon = value.firstIndex(of: ":") else { return false }
      context.append((value[..<colon], value[value.index(after: colon)...]))
      return true
    default:
      guard let kind = PriceClass(rawValue: String(word[..<sign])) else { return false }
      sheet[kind] = Rate(value, times: kind.catalogFactor)
      return sheet[kind] != nil
    }
  }

  private static func window(_ text: Substring) -> (Int64, Int64)? {
    let times = text.split(separator: "-").compactMap { Timestamp("1970-01-01T\($0)Z")?.microseconds }
    return times.count == 2 ? (times[0], times[1]) : nil
  }
}
