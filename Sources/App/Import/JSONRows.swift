import Ingest
import Usage

extension CellValue {
  static func isJSON(_ text: ArraySlice<UInt8>) -> Bool {
    text.withUnsafeBytes { bytes in
      var scanner = JSONScanner(bytes)
      do throws(JSONFailure) {
        try scanner.skipValue()
        try scanner.finish()
        return true
      } catch { return false }
    }
  }
}

/// Rewrites one JSON event: renames its members, adds what it lacks.
struct JSONRows {
  private let plan: RowPlan
  private let table: KeyTable
  /// By the table's numbers: the field that a member's name stands for.
  private let targets: [Target]

  private enum Target: Hashable {
    case field(EventField)
    case usage
    /// A member of another name that the map sends there.
    case renamed(String)
  }

  init(_ plan: RowPlan) {
    self.plan = plan
    let own = EventField.allCases.map { (name: $0.definition.name, target: Target.field($0)) } + [(RowPlan.usage, .usage)]
    let mapped = plan.fields.map { (name: $0.key, target: Target.renamed($0.value)) }
    // A long name is no field's, and a mapped one is looked up by its text.
    let all = own.filter { plan.fields[$0.name] == nil } + mapped.filter { (1...32).contains($0.name.utf8.count) }
    targets = all.map(\.target)
    table = KeyTable(all.enumerated().map { ($1.name, $0) })
  }

  /// False when the bytes are not an object: nothing was written then.
  func write(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>, number: Int, to row: inout RowBytes) -> Bool {
    let start = row.bytes.count
    do throws(JSONFailure) {
      try members(JSONScanner(bytes, range: range), bytes, number, &row)
      return true
    } catch {
      row.rewind(to: start)
      return false
    }
  }

  private func members(
    _ scanner: consuming JSONScanner, _ bytes: UnsafeRawBufferPointer, _ number: Int, _ row: inout RowBytes
  ) throws(JSONFailure) {
    var seen: UInt64 = 0
    row.open()
    try scanner.enterObject()
    while let key = try scanner.nextKey() {
      let name = name(of: key, scanner)
      _ = try scanner.peek()
      let start = scanner.position
      try scanner.skipValue()
      let value = UnsafeRawBufferPointer(rebasing: bytes[start..<scanner.position])
      guard let (text, field) = name else {
        row.key(UnsafeRawBufferPointer(rebasing: bytes[key.start..<key.end]))
        row.raw(value)
        continue
      }
      guard let field else {
        row.key(text.utf8)
        row.raw(value)
        continue
      }
      guard RowDefaults.isTaken(field, value, plan) else { continue }
      seen |= 1 << UInt64(field.rawValue)
      row.key(text.utf8)
      row.raw(value)
    }
    try scanner.finish()
    RowDefaults.add(to: &row, seen: seen, number: number, plan)
    row.close()
  }

  /// nil for a member that is none of the event's: it goes as it is, so that the server names it.
  private func name(of key: JSONText, _ scanner: borrowing JSONScanner) -> (String, EventField?)? {
    guard let code = scanner.value(of: key, in: table) else { return nil }
    return switch targets[code] {
    case .field(let field): (field.definition.name, field)
    case .usage: (RowPlan.usage, nil)
    case .renamed(let name): (name, RowPlan.fieldsByName[name])
    }
  }
}
