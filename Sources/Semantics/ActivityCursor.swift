import Usage

extension ActivityQuery.Cursor: CustomStringConvertible {
  /// Letters that need no escape in a query. It is meant for `init(_:)` alone.
  package var description: String {
    [time.map { String($0.microseconds) } ?? "", id, project].map(Self.encoded).joined(separator: ".")
  }

  /// Reads what `description` wrote.
  package init?(_ text: String) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false).map(Self.decoded)
    guard parts.count == 3, let time = parts[0], let id = parts[1], let project = parts[2] else { return nil }
    guard time.isEmpty || Int64(time) != nil else { return nil }
    self.init(time: Int64(time).map(Timestamp.init(microseconds:)), id: id, project: project)
  }

  private static func encoded(_ part: String) -> String {
    part.utf8.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  private static func decoded(_ part: Substring) -> String? {
    guard part.utf8.count.isMultiple(of: 2) else { return nil }
    var bytes: [UInt8] = []
    var rest = part
    while !rest.isEmpty {
      guard let byte = UInt8(rest.prefix(2), radix: 16) else { return nil }
      bytes.append(byte)
      rest = rest.dropFirst(2)
    }
    return String(validating: bytes, as: UTF8.self)
  }
}
