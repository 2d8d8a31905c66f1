/// What happened around requests, and who is who: a row with an id of its own within a project. Written again, it is replaced.
package protocol ActivityRecord: Hashable, Sendable {
  associatedtype Named

  /// The name of the table.
  static var table: String { get }
  /// Every field but the project and the id, in the order of the table's columns.
  static var fields: [RecordField<Self>] { get }
  /// The column that periods are about and lists are sorted by.
  static var timeColumn: String { get }

  /// Happens at a time: where a client names none, it is now.
  static var isHappening: Bool { get }
  /// Other products' names of fields.
  static var aliases: [String: String] { get }
  /// Members of another product's document that hold fields themselves, and the names that count there.
  static var envelopes: [String: Set<String>] { get }
  /// Fields of text that a search looks into, besides the id.
  static var searched: [String] { get }

  var id: ID<Named> { get }
  var project: ID<Project> { get }
  /// The time of `timeColumn`.
  var time: Timestamp? { get }

  /// A record with nothing but its names.
  init(id: ID<Named>, project: ID<Project>)

  /// What it is called where the client gives no id; nil is a new name each time.
  var standardID: String? { get }

  /// Fills in what follows from the content, before that may go.
  mutating func complete()

  /// What no record may say, if it says so.
  var defect: (field: String, message: String)? { get }

  /// A record takes something over from the one that it replaces.
  static var carriesOver: Bool { get }
  func succeeding(_ earlier: Self?, now: Timestamp) -> Self
}

extension ActivityRecord {
  package static var isHappening: Bool { false }
  package static var aliases: [String: String] { [:] }
  package static var envelopes: [String: Set<String>] { [:] }
  package static var searched: [String] { [] }
  package var standardID: String? { nil }
  package mutating func complete() {}
  package var defect: (field: String, message: String)? { nil }
  package static var carriesOver: Bool { false }
  package func succeeding(_ earlier: Self?, now: Timestamp) -> Self { self }

  /// The same record under another name.
  package func renamed(_ id: ID<Named>) -> Self {
    var copy = Self(id: id, project: project)
    for field in Self.fields { field.set(&copy, field.get(self)) }
    return copy
  }
}

extension ActivityRecord {
  package static func field(_ name: String) -> RecordField<Self>? { fields.first { $0.name == name } }

  /// The record without what people wrote: for installations that keep no content.
  package func withoutContent() -> Self {
    var copy = self
    for field in Self.fields where field.isContent { field.set(&copy, .null) }
    return copy
  }
}
