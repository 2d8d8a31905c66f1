import Usage

/// Records of any kind with few ids, times and values, so that they meet.
package struct RandomRecords {
  private var generator: SeededGenerator

  package init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

  package mutating func records<R: ActivityRecord>(_ count: Int, of kind: R.Type = R.self) -> [R] {
    (0..<count).map { _ in
      var record = R(id: ID("i\(Int.random(in: 0..<20, using: &generator))"), project: ID(["p", "q"].randomElement(using: &generator)!))
      for field in R.fields { field.set(&record, cell(field)) }
      return record
    }
  }

  private mutating func cell<R>(_ field: RecordField<R>) -> RecordCell {
    let number = Int64.random(in: 0..<4, using: &generator)
    if number == 0, !field.isRequired { return .null }
    return switch field.form {
    case .text, .identifier, .scalar: .text(["", "a", "é\"\n", "a longer text than fits"][Int(number)])
    case .integer, .duration: .integer(number - 2)
    case .real: .real(Double(number) / 3)
    case .boolean: .boolean(number == 1)
    case .instant: .instant(Timestamp(microseconds: number * 1_000_001))
    case .texts: .text(RecordJSON.encoded((0..<number).map { "t\($0)" }))
    case .messages: .text(RecordJSON.encoded((0..<number).map { AgentMessage(agent: "a\($0)", text: "KeyError: \"\($0)\"") }))
    case .json: .text("{\"n\":[\(number)]}")
    }
  }
}
