import Usage

/// A cell of a text file as JSON, by the kind of its field. What does not fit goes as a text, so that the server says what is wrong.
struct CellValue {
  let kind: EventField.Kind?

  /// - Parameter kind: nil for the provider's usage object.
  init(kind: EventField.Kind?) { self.kind = kind }

  func write(_ cell: ArraySlice<UInt8>, to row: inout RowBytes) {
    switch kind {
    case .text: row.string(cell)
    case .integer, .duration, .money, .timestamp:
      let number = cell.drop { $0 == 0x20 }.dropLast(cell.reversed().prefix { $0 == 0x20 }.count)
      if Self.isNumber(number) { row.raw(number) } else { row.string(cell) }
    case .boolean:
      if let flag = Self.flags[String(decoding: cell, as: UTF8.self).lowercased()] { row.raw(flag.utf8) } else { row.string(cell) }
    case .tags, nil:
      if cell.first == UInt8(ascii: "{"), Self.isJSON(cell) { row.raw(cell) } else { row.string(cell) }
    }
  }

  private static let flags = ["true": "true", "false": "false", "1": "true", "0": "false"]

  /// By the grammar of JSON.
  static func isNumber(_ text: ArraySlice<UInt8>) -> Bool {
    var rest = text
    if rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
    let whole = digits(&rest)
    guard whole.count == 1 || whole.count > 1 && whole.first != UInt8(ascii: "0") else { return false }
    if rest.first == UInt8(ascii: ".") {
      rest = rest.dropFirst()
      guard !digits(&rest).isEmpty else { return false }
    }
    if rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") {
      rest = rest.dropFirst()
      if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
      guard !digits(&rest).isEmpty else { return false }
    }
    return rest.isEmpty
  }

  private static func digits(_ rest: inout ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let digits = rest.prefix { $0 &- 48 <= 9 }
    rest = rest.dropFirst(digits.count)
    return digits
  }
}
