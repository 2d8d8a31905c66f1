import Usage

/// What a row leaves out of its file, and what it gets without it.
enum RowDefaults {
  /// Whether the value of a field is sent on.
  static func isTaken(_ field: EventField, _ value: some Collection<UInt8>, _ plan: RowPlan) -> Bool {
    switch field {
    // The server's own judgements, as an export has them: it makes them anew. An amount stays what it was.
    case .priceID, .normalizer: false
    case .costSource: value.elementsEqual("\"client\"".utf8) || value.elementsEqual("\"provider\"".utf8)
    // An absent one is to be made.
    case .id where value.elementsEqual("null".utf8) || value.elementsEqual("\"\"".utf8): false
    default: !plan.constants.contains { $0.field == field }
    }
  }

  /// - Parameter seen: bit by bit, the fields that the row has.
  static func add(to row: inout RowBytes, seen: UInt64, number: Int, _ plan: RowPlan) {
    func lacks(_ field: EventField) -> Bool {
      seen & 1 << UInt64(field.rawValue) == 0 && !plan.constants.contains { $0.field == field }
    }
    if lacks(.id) {
      row.key("id".utf8)
      row.raw("\"\(plan.idPrefix)\(number)\"".utf8)
    }
    if let project = plan.project, lacks(.project) {
      row.key("project".utf8)
      row.string(project.utf8)
    }
    if lacks(.source) {
      row.key("source".utf8)
      row.string(plan.source.utf8)
    }
    for (field, value) in plan.constants {
      row.key(field.definition.name.utf8)
      row.raw(value)
    }
  }
}
