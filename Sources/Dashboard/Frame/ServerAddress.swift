/// How the reader's browser reached this server, for the commands that a page shows to be copied.
struct ServerAddress: Sendable {
  let url: String

  /// - Parameter authority: what the browser sent as Host. Anything a shell could read as more than an address is not repeated.
  init(_ authority: String?, isSecure: Bool) {
    let harmless = authority.flatMap { $0.utf8.allSatisfy(Self.isHarmless) && !$0.isEmpty ? $0 : nil }
    url = (isSecure ? "https://" : "http://") + (harmless ?? "localhost:8080")
  }

  private static func isHarmless(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
      UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: ":"), UInt8(ascii: "["), UInt8(ascii: "]"):
      true
    default: false
    }
  }
}
