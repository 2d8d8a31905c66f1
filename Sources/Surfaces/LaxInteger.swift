import Foundation

/// Whole numbers as pydantic reads them from texts: Auto-Analyst and Open WebUI both take their parameters with it.
enum LaxInteger {
  /// A sign and digits, of which single ones may be divided by underscores, and behind a point nothing but zeros. nil: no whole number.
  static func digits(of text: String) -> String? {
    let trimmed = text.trimmingCharacters(in: .whitespacesAndNewlines)
    let parts = trimmed.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard let whole = parts.first, parts.count == 1 || parts[1].allSatisfy({ $0 == "0" }) else { return nil }
    let sign = whole.prefix(1).filter { $0 == "-" || $0 == "+" }
    let groups = whole.dropFirst(sign.count).split(separator: "_", omittingEmptySubsequences: false)
    guard groups.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }) else { return nil }
    return (sign == "-" ? "-" : "") + groups.joined()
  }
}
