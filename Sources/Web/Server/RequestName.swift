import HTTPTypes

/// Names one request in the log, in problems and in the answer.
enum RequestName {
  /// A caller's own id if it is harmless to repeat, else a random one.
  static func make(for request: HTTPRequest) -> String {
    if let given = request.headerFields[.requestID], isHarmless(given) { return given }
    return String(UInt64.random(in: .min ... .max), radix: 36)
  }

  private static func isHarmless(_ text: String) -> Bool {
    (1...128).contains(text.utf8.count) && text.utf8.allSatisfy { isHarmless($0) }
  }

  private static func isHarmless(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
    default: "-_.:".utf8.contains(byte)
    }
  }
}
