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
  /// The name in JSON documents.
  package let wireName: String
  package let form: Form
  package private(set) var isRequired = false
  /// What people or models wrote: kept only where the operator wants that.
  package private(set) var isContent = false
  /// Follows from other fields: stored so that tables can be asked for it, never read from a client.
  package private(set) var isDerived = false
  private let read: @Sendable (UnsafeRawPointer) -> RecordCell
  private let write: @Sendable (UnsafeMutableRawPointer, RecordCell) -> Void

  /// - Parameters:
  ///   - read: gets the address of a record.
  ///   - write: likewise.
  private init(
    _ name: String, _ form: Form, read: @escaping @Sendable (UnsafeRawPointer) -> RecordCell,
    write: @escaping @Sendable (UnsafeMutableRawPointer, RecordCell) -> Void
  ) {
    self.name = name
    wireName = form == .duration ? name.replacing("_us", with: "_ms") : name
    self.form = form
    self.read = read
    self.write = write
  }

  @inline(__always)
  private init<Value>(
    _ name: String, _ form: Form, _ path: Path<Value>, get: @escaping @Sendable (Value) -> RecordCell,
    set: @escaping @Sendable (RecordCell) -> Value
  ) {
    let place = StoredPlace(path)
    self.init(name, form, read: { get(place.value(in: $0)) }, write: { place.set(set($1), in: $0) })
  }

  package func get(_ record: Record) -> RecordCell { withUnsafePointer(to: record) { read(UnsafeRawPointer($0)) } }

  package func set(_ record: inout Record, _ cell: RecordCell) {
    withUnsafeMutablePointer(to: &record) { write(UnsafeMutableRawPointer($0), cell) }
  }

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
    Self(name, form, path, get: { $0.map(RecordCell.text) ?? .null }, set: { $0.text })
  }

  package static func text(_ name: String, _ path: Path<String>) -> Self {
    Self(name, .text, path, get: { .text($0) }, set: { $0.text ?? "" }).required
  }

  package static func id<Of>(_ name: String, _ path: Path<ID<Of>?>) -> Self {
    Self(name, .identifier, path, get: { $0.map { .text($0.text) } ?? .null }, set: { $0.text.map { ID($0) } })
  }

  package static func id<Of>(_ name: String, _ path: Path<ID<Of>>) -> Self {
    Self(name, .identifier, path, get: { .text($0.text) }, set: { ID($0.text ?? "") }).required
  }

  package static func integer(_ name: String, _ path: Path<Int64?>) -> Self {
    Self(name, .integer, path, get: { $0.map(RecordCell.integer) ?? .null }, set: { $0.integer })
  }

  package static func duration(_ name: String, _ path: Path<Int64?>) -> Self {
    Self(name, .duration, path, get: { $0.map(RecordCell.integer) ?? .null }, set: { $0.integer })
  }

  package static func real(_ name: String, _ path: Path<Double?>) -> Self {
    Self(name, .real, path, get: { $0.map(RecordCell.real) ?? .null }, set: { $0.real })
  }

  package static func boolean(_ name: String, _ path: Path<Bool?>) -> Self {
    Self(name, .boolean, path, get: { $0.map(RecordCell.boolean) ?? .null }, set: { $0.boolean })
  }

  /// Absent means false.
  package static func boolean(_ name: String, _ path: Path<Bool>) -> Self {
    Self(name, .boolean, path, get: { .boolean($0) }, set: { $0.boolean ?? false })
  }

  package static func instant(_ name: String, _ path: Path<Timestamp?>) -> Self {
    Self(name, .instant, path, get: { $0.map(RecordCell.instant) ?? .null }, set: { $0.instant })
  }

  package static func texts(_ name: String, _ path: Path<[String]>) -> Self {
    Self(name, .texts, path, get: { .text(RecordJSON.encoded($0)) }, set: { $0.text.flatMap(RecordJSON.texts) ?? [] })
  }

  package static func texts(_ name: String, _ path: Path<[String]?>) -> Self {
    Self(name, .texts, path, get: { $0.map { .text(RecordJSON.encoded($0)) } ?? .null }, set: { $0.text.flatMap(RecordJSON.texts) })
  }

  package static func messages(_ name: String, _ path: Path<[AgentMessage]?>) -> Self {
    Self(name, .messages, path, get: { $0.map { .text(RecordJSON.encoded($0)) } ?? .null }, set: { $0.text.flatMap(RecordJSON.messages) })
  }

  package static func derived(_ name: String, _ form: Form, _ get: @escaping @Sendable (Record) -> RecordCell) -> Self {
    Self(name, form, read: { get($0.assumingMemoryBound(to: Record.self).pointee) }, write: { _, _ in }).with { $0.isDerived = true }
  }
}
