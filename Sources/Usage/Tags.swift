import Foundation

/// The stored form of a string map: a JSON object with sorted keys, so that equal maps are equal texts.
package enum Tags {
  /// Written by hand: this stands in the way of every event, and Foundation's encoder takes longer than all the rest of that way.
  package static func encoded(_ tags: [String: String]) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(tags.count * 32 + 2)
    bytes.append(UInt8(ascii: "{"))
    for (key, value) in tags.sorted(by: { $0.key < $1.key }) {
      if bytes.count > 1 { bytes.append(UInt8(ascii: ",")) }
      append(key, to: &bytes)
      bytes.append(UInt8(ascii: ":"))
      append(value, to: &bytes)
    }
    bytes.append(UInt8(ascii: "}"))
    return String(decoding: bytes, as: UTF8.self)
  }

  package static func decoded(_ text: String) -> [String: String]? {
    plain(text) ?? (try? JSONDecoder().decode([String: String].self, from: Data(text.utf8)))
  }

  /// A map as `encoded` writes it where nothing needs a backslash; Foundation's decoder takes many times as long for it.
  private static func plain(_ text: String) -> [String: String]? {
    var text = text
    return text.withUTF8 { bytes in
      guard bytes.first == UInt8(ascii: "{"), bytes.last == UInt8(ascii: "}"), bytes.count > 2,
        bytes.allSatisfy({ $0 >= 0x20 && $0 != UInt8(ascii: "\\") })
      else { return nil }
      var tags: [String: String] = [:]
      var rest = bytes[1..<(bytes.count - 1)]
      while let key = quoted(&rest), rest.popFirst() == UInt8(ascii: ":"), let value = quoted(&rest) {
        tags[key] = value
        guard !rest.isEmpty else { return tags }
        guard rest.popFirst() == UInt8(ascii: ",") else { return nil }
      }
      return nil
    }
  }

  private static func quoted(_ rest: inout Slice<UnsafeBufferPointer<UInt8>>) -> String? {
    guard rest.popFirst() == UInt8(ascii: "\""), let end = rest.firstIndex(of: UInt8(ascii: "\"")) else { return nil }
    defer { rest = rest[(end + 1)...] }
    return String(decoding: rest[..<end], as: UTF8.self)
  }

  private static func append(_ text: String, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    if text.utf8.contains(where: { $0 < 0x20 || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") }) {
      for byte in text.utf8 { appendEscaped(byte, to: &bytes) }
    } else {
      bytes.append(contentsOf: text.utf8)
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private static func appendEscaped(_ byte: UInt8, to bytes: inout [UInt8]) {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
    case 0..<0x20: bytes += Array((byte < 0x10 ? "\\u000" : "\\u00").utf8) + Array(String(byte, radix: 16).utf8)
    default: bytes.append(byte)
    }
  }
}

extension Tags {
  /// A text as JSON writes it.
  package static func quoted(_ text: String) -> String {
    var bytes: [UInt8] = []
    append(text, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }
}
