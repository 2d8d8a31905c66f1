import Usage

extension Step {
  /// One spelling for one thing: no white space around names, providers and operations in lower case. What is nothing but white space
  /// is not there.
  package static let names = Step("names") { (draft, context) throws(Rejection) in
    tidy(&draft.event.provider, lowercased: true)
    tidy(&draft.event.model, lowercased: false)
    tidy(&draft.event.requestModel, lowercased: false)
    if !isTidy(draft.event.operation.name, lowercased: true) {
      let name = tidied(draft.event.operation.name, lowercased: true)
      draft.event.operation = name.isEmpty ? .chat : Operation(name)
    }
    guard isWord(draft.event.operation.name) else {
      throw Rejection(.invalid, field: "operation", "must be a word such as chat or embeddings: letters, digits, \"_\", \"-\", \".\"")
    }
  }

  private static func isWord(_ name: String) -> Bool {
    name.utf8.allSatisfy {
      $0 &- 0x61 < 26 || $0 &- 0x30 < 10 || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".")
    }
  }

  private static func tidy(_ name: inout String?, lowercased: Bool) {
    guard let given = name, !isTidy(given, lowercased: lowercased) else { return }
    let tidied = tidied(given, lowercased: lowercased)
    name = tidied.isEmpty ? nil : tidied
  }

  /// Whether a name is plain ASCII without white space at its ends and, if wanted, without capitals: nearly all are.
  private static func isTidy(_ name: String, lowercased: Bool) -> Bool {
    var name = name
    return name.withUTF8 { bytes in
      guard let first = bytes.first, let last = bytes.last else { return false }
      guard first > Byte.space, first < 0x80, last > Byte.space, last < 0x80 else { return false }
      return !lowercased || bytes.allSatisfy { $0 < 0x80 && $0 &- 0x41 > 25 }
    }
  }

  private static func tidied(_ name: String, lowercased: Bool) -> String {
    let scalars = name.unicodeScalars
    guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
      let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
    else { return "" }
    let trimmed = String(scalars[first...last])
    return lowercased ? trimmed.lowercased() : trimmed
  }
}
