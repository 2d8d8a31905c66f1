/// Rows for a terminal: columns as wide as their widest cell, numbers to the right.
package struct TextTable {
  private let header: [String]
  private let rows: [[String]]
  private let isNumber: [Bool]

  package init(header: [String], rows: [[String]], numbers: [Bool]) {
    self.header = header
    self.rows = rows.map { $0.map(Self.harmless) }
    isNumber = numbers
  }

  package var text: String {
    let widths = header.indices.map { column in max(header[column].count, rows.map { $0[column].count }.max() ?? 0) }
    let rule = widths.map { String(repeating: "-", count: $0) }
    return ([header, rule] + rows).map { line($0, widths) }.joined(separator: "\n")
  }

  /// What was recorded must not command the terminal that shows it.
  private static func harmless(_ cell: String) -> String {
    guard cell.unicodeScalars.contains(where: commands) else { return cell }
    return String(String.UnicodeScalarView(cell.unicodeScalars.map { commands($0) ? "?" : $0 }))
  }

  private static func commands(_ scalar: Unicode.Scalar) -> Bool {
    [.control, .format, .lineSeparator, .paragraphSeparator].contains(scalar.properties.generalCategory)
  }

  private func line(_ cells: [String], _ widths: [Int]) -> String {
    let padded = cells.indices.map { column in
      let space = String(repeating: " ", count: widths[column] - cells[column].count)
      return isNumber[column] ? space + cells[column] : cells[column] + space
    }
    var text = padded.joined(separator: "  ")
    while text.last == " " { text.removeLast() }
    return text
  }
}
