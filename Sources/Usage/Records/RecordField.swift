/// One field of one kind of record: its name in tables and in JSON, its form, and the way to its value.
package struct RecordField<Record>: Sendable {
  package enum Form: Hashable, Sendable {
    case text, identifier, integer, real, boolean, instant
    /// Microseconds in the table, milliseconds on the wire.
    case duration
    /// A list of texts; a JSON array in its cell.
    case texts
    /// Agent to text, in order; a JSON object in its cell.
    case messages
    /// A text, a number or a boolean, kept by its letters: 1, 1.0 and true stay apart.
    case scalar
    /// Any JSON value, kept as it came.
    case json
  }

  package let name: String
  package let form: Form
  package private(set) var isRequired = false
  /// What people or models wrote: kept only where the operator wants that.
  package private(set) var isContent = false
  /// Follows from other fields: stored so that tables can be asked for it, never read from a client.
  package private(set) var isDerived = false
  package let get: @Sendable (Record) -> RecordCell
  package let set: @Sendable (inout Record, RecordCell) -> Void

  private init(
    _ name: String, _ form: Form, get: @escaping @Sendable (Record) -> RecordCell,
    set: @escaping @Sendable (inout Record, RecordCell) -> Void
  ) {
    self.name = name
    self.form = form
    self.get = get
    self.set = set
  }

  /// The name in JSON documents.
  package var wireName: String { form == .duration ? name.replacing("_us", with: "_ms") : name }

  package var required: Self { with { $0.isRequired = true } }
  package var content: Self { with { $0.isContent = true } }

  private func with(_ change: (inout Self) -> Void) -> Self {
    var copy = self
    change(&copy)
    return copy
  }
}

extension RecordField {
  package typealias Path<Value> = WritableKeyPath<Record, Value> & Sendable

  package static func text(_ name: String, _ path: Path<String?>, form: Form = .text) -> Self {
    Self(name, form, get: { $0[keyPath: path].map(RecordCell.text) ?? .null }, set: { $0[keyPath: path] = $1.text })
  }

  package static func text(_ name: String, _ path: Path<String>) -> Self {
    Self(name, .text, get: { .text($0[keyPath: path]) }, set: { $0[keyPath: path] = $1.text ?? "" }).required
  }

  package static func id<Of>(_ name: String, _ path: Path<ID<Of>?>) -> Self {
    Self(name, .identifier, get: { $0[keyPath: path].map { .text($0.text) } ?? .null }, set: { $0[keyPath: path] = $1.text.map { ID($0) } })
  }

  package static func id<Of>(_ name: String, _ path: Path<ID<Of>>) -> Self {
    Self(name, .identifier, get: { .text($0[keyPath: path].text) }, set: { $0[keyPath: path] = ID($1.text ?? "") }).required
  }

  package static func integer(_ name: String, _ path: Path<Int64?>) -> Self {
    Self(name, .integer, get: { $0[keyPath: path].map(RecordCell.integer) ?? .null }, set: { $0[keyPath: path] = $1.integer })
  }

  package static func duration(_ name: String, _ path: Path<Int64?>) -> Self {
    Self(name, .duration, get: { $0[keyPath: path].map(RecordCell.integer) ?? .null }, set: { $0[keyPath: path] = $1.integer })
  }

  package static func real(_ name: String, _ path: Path<Double?>) -> Self {
    Self(name, .real, get: { $0[keyPath: path].map(RecordCell.real) ?? .null }, set: { $0[keyPath: path] = $1.real })
  }

  package static func boolean(_ name: String, _ path: Path<Bool?>) -> Self {
    Self(name, .boolean, get: { $0[keyPath: path].map(RecordCell.boolean) ?? .null }, set: { $0[keyPath: path] = $1.boolean })
  }

  /// Absent means false.
  package static func boolean(_ name: String, _ path: Path<Bool>) -> Self {
    Self(name, .boolean, get: { .boolean($0[keyPath: path]) }, set: { $0[keyPath: path] = $1.boolean ?? false })
  }

  package static func instant(_ name: String, _ path: Path<Timestamp?>) -> Self {
    Self(name, .instant, get: { $0[keyPath: path].map(RecordCell.instant) ?? .null }, set: { $0[keyPath: path] = $1.instant })
  }

  package static func texts(_ name: String, _ path: Path<[String]>) -> Self {
    Self(
      name, .texts, get: { .text(RecordJSON.encoded($0[keyPath: path])) },
      set: { $0[keyPath: path] = $1.text.flatMap(RecordJSON.texts) ?? [] })
  }

  package static func texts(_ name: String, _ path: Path<[String]?>) -> Self {
    Self(
      name, .texts, get: { $0[keyPath: path].map { .text(RecordJSON.encoded($0)) } ?? .null },
      set: { $0[keyPath: path] = $1.text.flatMap(RecordJSON.texts) })
  }

  package static func messages(_ name: String, _ path: Path<[AgentMessage]?>) -> Self {
    Self(
      name, .messages, get: { $0[keyPath: path].map { .text(RecordJSON.encoded($0)) } ?? .null },
      set: { $0[keyPath: path] = $1.text.flatMap(RecordJSON.messages) })
  }

  package static func derived(_ name: String, _ form: Form, _ get: @escaping @Sendable (Record) -> RecordCell) -> Self {
    Self(name, form, get: get, set: { _, _ in }).with { $0.isDerived = true }
  }
}
