import Usage
import Web

/// A stored record as JSON: its fields under their names, those without a value left out.
enum RecordAnswer {
  static func write<R: ActivityRecord>(_ record: R, to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("id", record.id.text)
      writer.member("project", record.project.text)
      for field in R.fields {
        let cell = field.get(record)
        guard cell != .null else { continue }
        writer.key(field.wireName)
        write(cell, field.form, to: &writer)
      }
    }
  }

  private static func write<R>(_ cell: RecordCell, _ form: RecordField<R>.Form, to writer: inout JSONWriter) {
    switch cell {
    case .null: writer.null()
    case .text(let text):
      switch form {
      case .texts, .messages, .json: writer.number(exactly: text)
      // What was a number is one again.
      case .scalar where Int64(text)?.description == text: writer.number(exactly: text)
      default: writer.string(text)
      }
    case .integer(let number): form == .duration ? writer.number(Double(number) / 1000) : writer.integer(number)
    case .real(let number): writer.number(number)
    case .boolean(let flag): writer.bool(flag)
    case .instant(let instant): writer.string(instant.description)
    }
  }

  static func schema<R>(_ field: RecordField<R>, isInput: Bool) -> Schema {
    let schema: Schema =
      switch field.form {
      case .text: .string
      case .identifier: isInput ? ["type": ["string", "integer"]] : .string
      case .integer: .integer
      case .duration, .real: .number
      case .boolean: .boolean
      case .instant: isInput ? ["type": ["string", "number"]] : .instant
      case .texts: .array(of: .string)
      case .messages: .map(of: .string)
      case .scalar: ["type": ["string", "number", "boolean"]]
      case .json: .any
      }
    return isInput && !field.isRequired && schema != .any ? schema.orNull : schema
  }
}
