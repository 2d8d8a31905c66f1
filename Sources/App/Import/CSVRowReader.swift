import Usage

/// A table with a header: columns are fields by their names or by the map.
final class CSVRowReader: RowReader {
  private enum Column {
    case field(EventField, name: [UInt8], CellValue)
    case usage
    case none
  }

  // Keeps the bytes where the reader looks at them.
  private let file: FileBytes
  private let plan: RowPlan
  private var reader: CSVReader
  private var columns: [Column] = []
  private(set) var ignored: [String] = []

  var position: Int { reader.position }

  init(_ file: FileBytes, _ plan: RowPlan) throws {
    self.file = file
    self.plan = plan
    reader = CSVReader(file.bytes, from: file.start)
    guard reader.next() else { return }
    let names = (0..<reader.count).map { String(decoding: reader[$0], as: UTF8.self).trimmingSpaces }
    columns = names.map(column)
    try check(names)
  }

  private func column(_ name: String) -> Column {
    let field = plan.fields[name] ?? name
    if field == RowPlan.usage { return .usage }
    guard let known = RowPlan.fieldsByName[field], known != .priceID, known != .normalizer else {
      if RowPlan.fieldsByName[field] == nil { ignored.append(name) }
      return .none
    }
    if plan.constants.contains(where: { $0.field == known }) { return .none }
    return .field(known, name: Array(field.utf8), CellValue(kind: known.definition.kind))
  }

  private func check(_ names: [String]) throws {
    for name in plan.fields.keys.sorted() where !names.contains(name) {
      throw CommandFailure("--map \(name)=...: the file has no such column. It has: \(names.joined(separator: ", ")).")
    }
    var fields: Set<EventField> = []
    for case .field(let field, _, _) in columns where !fields.insert(field).inserted {
      throw CommandFailure("Two columns of the file are the field \(field.definition.name).")
    }
    guard !fields.isEmpty || columns.contains(where: { if case .usage = $0 { true } else { false } }) else {
      throw CommandFailure(
        "No column of the file is a field of an event; say with --map which is what. It has: \(names.joined(separator: ", ")).")
    }
  }

  func next(number: Int, into row: inout RowBytes) -> RowOutcome {
    guard reader.next() else { return .end }
    if let fault = reader.fault { return .rejected(fault.rawValue) }
    guard reader.count == columns.count else { return .rejected("it has \(reader.count) cells, the header has \(columns.count)") }
    var seen: UInt64 = 0
    row.open()
    for (index, column) in columns.enumerated() { write(reader[index], column, &seen, &row) }
    RowDefaults.add(to: &row, seen: seen, number: number, plan)
    row.close()
    return .written
  }

  private func write(_ cell: ArraySlice<UInt8>, _ column: Column, _ seen: inout UInt64, _ row: inout RowBytes) {
    guard !cell.isEmpty else { return }
    switch column {
    case .none: return
    case .usage:
      row.key(RowPlan.usage.utf8)
      CellValue(kind: nil).write(cell, to: &row)
    case .field(let field, let name, let value):
      // As in JSON: what the server judged is not sent back to it.
      if field == .costSource, !cell.elementsEqual("client".utf8), !cell.elementsEqual("provider".utf8) { return }
      seen |= 1 << UInt64(field.rawValue)
      row.key(name)
      value.write(cell, to: &row)
    }
  }
}

extension String {
  fileprivate var trimmingSpaces: String {
    let start = drop { $0 == " " || $0 == "\t" }
    return String(start.dropLast(start.reversed().prefix { $0 == " " || $0 == "\t" }.count))
  }
}
