import Ingest
import Semantics
import Usage
import Web

/// What somebody watches: the events of their projects that have the values asked for.
package struct LiveSelection: Hashable, Sendable {
  fileprivate struct Condition: Hashable {
    let field: EventField
    /// A tag's name, where the field is the tags.
    let tag: String?
    /// Any of these.
    var values: Set<String>
    var acceptsNone: Bool
  }

  package let scope: ProjectScope
  private let conditions: [Condition]

  /// The filters of `QuestionParameters`, read as questions read them: a name given twice means either value, an empty value none.
  package init(_ query: QueryParameters = .empty, scope: ProjectScope) throws(Problem) {
    self.scope = scope
    var conditions: [Condition] = []
    for item in query.items {
      guard let subject = try Self.subject(item) else { continue }
      let place = conditions.firstIndex { $0.field == subject.field && $0.tag == subject.tag }
      let index = place ?? conditions.endIndex
      if place == nil { conditions.append(subject) }
      if item.value.isEmpty { conditions[index].acceptsNone = true } else { conditions[index].values.insert(item.value) }
    }
    self.conditions = conditions
  }

  private static func subject(_ item: QueryParameters.Item) throws(Problem) -> Condition? {
    if item.name.hasPrefix("tag:") {
      return Condition(field: .tags, tag: String(item.name.dropFirst(4)), values: [], acceptsNone: false)
    }
    guard let attribute = Attribute(name: item.name) else { return nil }
    if attribute.isBoolean, !["true", "false", ""].contains(item.value) { throw .invalid(item.name, "must be true or false") }
    return Condition(field: attribute.field, tag: nil, values: [], acceptsNone: false)
  }

  package var isEverything: Bool { scope == .all && conditions.isEmpty }

  package func contains(_ event: LiveEvent) -> Bool {
    guard scope.contains(event.project) else { return false }
    guard !conditions.isEmpty else { return true }
    return event.withRow(contains)
  }

  private func contains(_ row: EventRow) -> Bool {
    var met = conditions.map(\.acceptsNone)
    var reader = row.makeReader()
    while let raw = reader.next(), let field = EventField(rawValue: raw) {
      let value = reader.value(of: field)
      for (index, condition) in conditions.enumerated() where condition.field == field {
        met[index] = condition.isMet(by: value())
      }
    }
    return !met.contains(false)
  }
}

extension LiveSelection.Condition {
  fileprivate func isMet(by value: String) -> Bool {
    guard let tag else { return values.contains(value) }
    guard let found = Tags.decoded(value)?[tag] else { return acceptsNone }
    return values.contains(found)
  }
}

extension EventRow.Reader {
  /// As filters spell it. Made only where it is asked for.
  fileprivate mutating func value(of field: EventField) -> () -> String {
    switch field.definition.kind {
    case .text, .tags:
      let bytes = text()
      return { String(decoding: bytes, as: UTF8.self) }
    case .boolean:
      let value = boolean()
      return { value ? "true" : "false" }
    case .integer, .timestamp, .duration, .money:
      let value = integer()
      return { String(value) }
    }
  }
}
