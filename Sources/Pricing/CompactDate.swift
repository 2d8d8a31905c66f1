import Usage

/// Gateways write "gpt-5.2-20251211" for "gpt-5.2-2025-12-11".
enum CompactDate {
  /// The name with each such date in it spelt with dashes; nil if there is none.
  static func spelt(in name: String) -> String? {
    let bytes = Array(name.utf8)
    var result: [UInt8] = []
    var index = 0
    while index < bytes.count {
      if let date = date(in: bytes, at: index) {
        result += Array("-\(date)".utf8)
        index += 9
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
    return result.count == bytes.count ? nil : String(decoding: result, as: UTF8.self)
  }

  private static func date(in bytes: [UInt8], at start: Int) -> CivilDate? {
    let end = start + 9
    guard bytes[start] == UInt8(ascii: "-"), end <= bytes.count else { return nil }
    guard end == bytes.count || bytes[end] == UInt8(ascii: "-") || bytes[end] == UInt8(ascii: ":") else { return nil }
    var number = 0
    for byte in bytes[(start + 1)..<end] {
      guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
      number = number * 10 + Int(byte - UInt8(ascii: "0"))
    }
    guard (2000...2099).contains(number / 10_000) else { return nil }
    return CivilDate(year: number / 10_000, month: number / 100 % 100, day: number % 100)
  }
}
