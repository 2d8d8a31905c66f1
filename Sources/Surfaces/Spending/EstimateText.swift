import Usage

/// Figures as the lists of nr_llm write them: the tilde marks a cost as an estimate.
enum EstimateText {
  /// "~$1,234.50"
  static func cost(_ money: NanoUSD) -> String { "~$" + money.cents }

  /// "2,933,951"
  static func count(_ number: Int64) -> String { number < 0 ? "-" + grouped(number.magnitude) : grouped(number.magnitude) }

  fileprivate static func grouped(_ number: UInt64) -> String {
    var digits = Substring(String(number)), groups: [Substring] = []
    while digits.count > 3 {
      groups.insert(digits.suffix(3), at: 0)
      digits = digits.dropLast(3)
    }
    return ([digits] + groups).joined(separator: ",")
  }
}

extension NanoUSD {
  /// Two decimals, halves away from zero: "1,234.50".
  var cents: String {
    let cents = nanos.magnitude / 10_000_000 + (nanos.magnitude % 10_000_000 >= 5_000_000 ? 1 : 0)
    let fraction = cents % 100
    return (nanos < 0 && cents > 0 ? "-" : "") + EstimateText.grouped(cents / 100) + (fraction < 10 ? ".0" : ".") + String(fraction)
  }
}
