import Usage

/// What an import does with the columns of its rows, and what it adds to each.
package struct RowPlan: Sendable {
  /// By the names in the file.
  package let fields: [String: String]
  /// What every row gets, in place of what it has.
  package let constants: [(field: EventField, value: [UInt8])]
  package let project: String?
  package let source: String
  /// The beginning of the ids of rows that have none.
  package let idPrefix: String

  /// The name of a member that an event may have beside its fields: the provider's own usage object.
  static let usage = "usage"

  /// - Parameters:
  ///   - map: "column=field", as typed.
  ///   - constants: "field=value", as typed.
  package init(map: [String] = [], constants: [String] = [], project: String? = nil, source: String = "import", digest: String) throws {
    fields = Dictionary(try map.map { try Self.mapping($0) }, uniquingKeysWith: { _, last in last })
    self.constants = try constants.map { try Self.constant($0) }
    self.project = project
    self.source = source
    idPrefix = digest.prefix(16) + "-"
  }

  package static let fieldsByName = Dictionary(uniqueKeysWithValues: EventField.allCases.map { ($0.definition.name, $0) })

  private static func mapping(_ text: String) throws -> (String, String) {
    // The last "=": a column's name may have one, a field's never has.
    guard let sign = text.lastIndex(of: "="), sign > text.startIndex else {
      throw CommandFailure("--map \(text): must be COLUMN=FIELD.")
    }
    let field = String(text[text.index(after: sign)...])
    guard fieldsByName[field] != nil || field == usage else { throw unknown(field, "--map \(text)") }
    return (String(text[..<sign]), field)
  }

  private static func constant(_ text: String) throws -> (EventField, [UInt8]) {
    guard let sign = text.firstIndex(of: "=") else { throw CommandFailure("--set \(text): must be FIELD=VALUE.") }
    let name = String(text[..<sign])
    guard let field = fieldsByName[name] else { throw unknown(name, "--set \(text)") }
    var value = RowBytes()
    CellValue(kind: field.definition.kind).write(Array(text[text.index(after: sign)...].utf8)[...], to: &value)
    return (field, value.bytes)
  }

  private static func unknown(_ field: String, _ option: String) -> CommandFailure {
    CommandFailure(
      "\(option): there is no field \"\(field)\". There are: \((EventField.allCases.map(\.definition.name) + [usage]).joined(separator: ", "))."
    )
  }
}
