import Foundation

/// The JSON texts in the cells of records. Objects keep their order, which Foundation's do not.
package enum RecordJSON {
  package static func encoded(_ texts: [String]) -> String {
    "[" + texts.map(Tags.quoted).joined(separator: ",") + "]"
  }

  package static func encoded(_ messages: [AgentMessage]) -> String {
    "{" + messages.map { Tags.quoted($0.agent) + ":" + Tags.quoted($0.text) }.joined(separator: ",") + "}"
  }

  package static func texts(_ text: String) -> [String]? {
    plainTexts(text) ?? (try? JSONDecoder().decode([String].self, from: Data(text.utf8)))
  }

  /// A list as `encoded` writes it where nothing needs a backslash; Foundation's decoder takes many times as long for it.
  private static func plainTexts(_ text: String) -> [String]? {
    var text = text
    return text.withUTF8 { bytes in
      guard bytes.first == UInt8(ascii: "["), bytes.last == UInt8(ascii: "]"), bytes.count > 2,
        bytes.allSatisfy({ $0 >= 0x20 && $0 != UInt8(ascii: "\\") })
      else { return nil }
      var texts: [String] = []
      var rest = bytes[1..<(bytes.count - 1)]
      while rest.popFirst() == UInt8(ascii: "\""), let end = rest.firstIndex(of: UInt8(ascii: "\"")) {
        texts.append(String(decoding: rest[..<end], as: UTF8.self))
        rest = rest[(end + 1)...]
        guard !rest.isEmpty else { return texts }
        guard rest.popFirst() == UInt8(ascii: ","), !rest.isEmpty else { return nil }
      }
      return nil
    }
  }

  /// Reads what `encoded` wrote.
  package static func messages(_ text: String) -> [AgentMessage]? {
    guard text.hasPrefix("{"), text.hasSuffix("}"), let pairs = texts("[" + separated(text.dropFirst().dropLast()) + "]"),
      pairs.count.isMultiple(of: 2)
    else { return nil }
    return stride(from: 0, to: pairs.count, by: 2).map { AgentMessage(agent: pairs[$0], text: pairs[$0 + 1]) }
  }

  /// `"a":"b","c":"d"` as `"a","b","c","d"`.
  private static func separated(_ members: Substring) -> String {
    var isQuoted = false, isEscaped = false
    let bytes = members.utf8.map { byte -> UInt8 in
      defer { isEscaped = isQuoted && byte == UInt8(ascii: "\\") && !isEscaped }
      if byte == UInt8(ascii: "\""), !isEscaped { isQuoted.toggle() }
      return byte == UInt8(ascii: ":") && !isQuoted ? UInt8(ascii: ",") : byte
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
