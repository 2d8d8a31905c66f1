import Crypto
import Foundation

/// The secret text of a key: `weir_` and 43 characters that carry 256 random bits.
package struct KeySecret: Sendable {
  package let text: String

  package static let prefix = "weir_"

  package init(_ text: String) { self.text = text }

  package static func random(using generator: inout some RandomNumberGenerator) -> KeySecret {
    let bytes = (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    let encoded = Data(bytes).base64EncodedString().filter { $0 != "=" }
    return KeySecret(prefix + encoded.replacingOccurrences(of: "+", with: "-").replacingOccurrences(of: "/", with: "_"))
  }

  package var digest: [UInt8] { Array(SHA256.hash(data: Data(text.utf8))) }
  package var hint: String { String(text.prefix(Self.prefix.count + 4)) }
}
