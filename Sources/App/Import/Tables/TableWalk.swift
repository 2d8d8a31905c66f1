import Ingest

/// Walks through a file of tables, row by row: no more than a row is held at once.
struct TableWalk {
  let file: FileBytes
  let path: String

  /// Calls `body` with every row of those tables and its number in its table, from 1.
  func forEach(in tables: Set<String>, _ body: (String, Int, JSONTree) async throws -> Void) async throws {
    for section in try sections() where tables.contains(section.name) {
      var position = section.start
      var number = 0
      while let (row, next) = try row(at: position, isFirst: number == 0) {
        number += 1
        position = next
        try await body(section.name, number, row)
      }
    }
  }

  /// The names of the file's arrays.
  func names() throws -> [String] { try sections().map(\.name) }

  private struct Section {
    let name: String
    /// Where its "[" stands.
    let start: Int
  }

  private func sections() throws -> [Section] {
    try reading {
      var sections: [Section] = []
      let start = file.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0  // a byte order mark
      var scanner = JSONScanner(file.bytes, range: start..<file.bytes.count)
      try scanner.enterObject()
      while let key = try scanner.nextKey() {
        let name = scanner.string(key)
        if try scanner.peek() == UInt8(ascii: "[") { sections.append(Section(name: name, start: scanner.position)) }
        try scanner.skipValue()
      }
      try scanner.finish()
      return sections
    }
  }

  /// The row after this place, which is a bracket or the end of the row before, and where it ends; nil at the end of the table.
  private func row(at position: Int, isFirst: Bool) throws -> (JSONTree, Int)? {
    try reading {
      var scanner = JSONScanner(file.bytes, range: position..<file.bytes.count)
      let next = try scanner.peek()
      if next == UInt8(ascii: "]") { return nil }
      scanner.position += 1
      if isFirst, try scanner.peek() == UInt8(ascii: "]") { return nil }
      let row = try JSONTree(reading: &scanner)
      return (row, scanner.position)
    }
  }

  private func reading<T>(_ body: () throws -> T) throws -> T {
    do {
      return try body()
    } catch let failure as JSONFailure {
      switch failure {
      case .syntax(let error): throw CommandFailure("\(path) is not valid JSON: \(error.reason.rawValue), at byte \(error.offset).")
      case .value: throw CommandFailure("\(path) must be a JSON object of tables, each an array of rows.")
      }
    }
  }
}
