import NIOCore
import Usage

/// Texts as .NET's serializer writes them.
enum DotNetText {
  /// A JSON text with everything escaped that could mean something in markup, and all that is not ASCII.
  static func json(_ text: String) -> ByteBuffer {
    var result = "\""
    for unit in text.utf16 {
      switch unit {
      case 0x08: result += "\\b"
      case 0x09: result += "\\t"
      case 0x0a: result += "\\n"
      case 0x0c: result += "\\f"
      case 0x0d: result += "\\r"
      case 0x5c: result += "\\\\"
      case 0x20..<0x7f where !escaped.contains(unit): result.unicodeScalars.append(Unicode.Scalar(UInt8(unit)))
      default:
        let digits = String(unit, radix: 16, uppercase: true)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      }
    }
    return ByteBuffer(string: result + "\"")
  }

  private static let escaped = Set("\"&'+<>`".utf16)

  /// Always three digits of a second: "2026-01-14T10:00:00.000Z".
  static func instant(_ instant: Timestamp) -> String {
    let whole = instant.microseconds.floorDivided(by: 1000).quotient.floorDivided(by: 1000)
    let digits = String(whole.remainder)
    let second = Timestamp(seconds: whole.quotient).description.dropLast()
    return second + "." + String(repeating: "0", count: 3 - digits.count) + digits + "Z"
  }
}
