import Foundation

extension String {
  /// As it is where it has nothing that a shell reads.
  package var quotedForShell: String {
    let isPlain = utf8.allSatisfy { byte in
      byte >= 0x80 || UInt8(ascii: "/") == byte || "._-+,:@%".utf8.contains(byte) || Character(Unicode.Scalar(byte)).isLetter
        || Character(Unicode.Scalar(byte)).isNumber
    }
    return isPlain && !isEmpty ? self : "'" + replacing("'", with: "'\\''") + "'"
  }
}
