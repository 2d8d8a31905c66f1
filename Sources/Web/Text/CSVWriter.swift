import NIOCore

/// Writes RFC 4180: cells quoted where needed, rows ended by CRLF. A text cell that a spreadsheet would run as a formula gets a
/// leading apostrophe; a plain number does not, also when negative.
package struct CSVWriter: Sendable {
  package private(set) var buffer: ByteBuffer

  package init(reservingCapacity capacity: Int = 1024) {
    buffer = ByteBuffer()
    buffer.reserveCapacity(capacity)
  }

  /// nil is an empty cell.
  package mutating func row(_ cells: [String?]) {
    for (index, cell) in cells.enumerated() {
      if index > 0 { buffer.writeInteger(UInt8(ascii: ",")) }
      if let cell { append(cell) }
    }
    buffer.writeStaticString("\r\n")
  }

  private mutating func append(_ cell: String) {
    let text = Self.startsFormula(cell) ? "'" + cell : cell
    guard text.utf8.contains(where: { Self.special.contains($0) }) else {
      buffer.writeString(text)
      return
    }
    buffer.writeInteger(UInt8(ascii: "\""))
    for byte in text.utf8 {
      // By bytes: to a String, a quote with an accent on it is no quote.
      if byte == UInt8(ascii: "\"") { buffer.writeInteger(byte) }
      buffer.writeInteger(byte)
    }
    buffer.writeInteger(UInt8(ascii: "\""))
  }

  private static let special = Set("\",\r\n".utf8)
  private static let formulaStarts = Set("=+-@\t\r".utf8)

  private static func startsFormula(_ cell: String) -> Bool {
    guard let first = cell.utf8.first, formulaStarts.contains(first) else { return false }
    return !isPlainNumber(cell)
  }

  private static func isPlainNumber(_ text: String) -> Bool {
    Double(text) != nil && text.utf8.allSatisfy { numeric.contains($0) }
  }

  private static let numeric = Set("0123456789.eE+-".utf8)
}
