/// What happened around requests, and who is who: a row with an id of its own within a project. Written again, it is replaced.
package protocol ActivityRecord: Hashable, Sendable {
  associatedtype Named

  /// The name of the table.
  static var table: String { get }
  /// Every field but the project and the id, in the order of the table's columns.
  static var fields: [RecordField<Self>] { get }
  /// The column that periods are about and lists are sorted by.
  static var timeColumn: String { get }

  var id: ID<Named> { get }
  var project: ID<Project> { get }
  /// The time of `timeColumn`.
  var time: Timestamp? { get }

  /// A record with nothing but its names.
  init(id: ID<Named>, project: ID<Project>)
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
