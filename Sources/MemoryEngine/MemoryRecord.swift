import Semantics
import Usage

/// A stored event with its fields at hand by name.
struct MemoryRecord: Sendable {
  let sequence: UInt64
  let event: UsageEvent
  /// It counts and adds as ever, but nobody can look at it any more.
  private(set) var isRolledUp = false
  private let texts: [EventField: String]
  private let integers: [EventField: Int64]
  private let flags: [EventField: Bool]

  init(sequence: UInt64, event: UsageEvent) {
    var texts: [EventField: String] = [:], integers: [EventField: Int64] = [:], flags: [EventField: Bool] = [:]
    var builder = EventBlockBuilder()
    builder.append(event)
    let block = builder.take()
    var reader = block[0].makeReader()
    while let raw = reader.next(), let field = EventField(rawValue: raw) {
      switch field.definition.kind {
      case .text, .tags: texts[field] = String(decoding: reader.text(), as: UTF8.self)
      case .boolean: flags[field] = reader.boolean()
      case .integer, .timestamp, .duration, .money: integers[field] = reader.integer()
      }
    }
    (self.sequence, self.event, self.texts, self.integers, self.flags) = (sequence, event, texts, integers, flags)
  }

  func rolledUp() -> MemoryRecord {
    var copy = self
    copy.isRolledUp = true
    return copy
  }

  func integer(_ field: EventField) -> Int64? { integers[field] }

  func value(_ field: EventField) -> Value {
    if isRolledUp, [.id, .message, .session, .errorMessage].contains(field) { return .null }
    if let text = texts[field] { return .text(text) }
    if let flag = flags[field] { return .boolean(flag) }
    return integers[field].map(Value.integer) ?? .null
  }

  func meets(_ condition: RowCondition) -> Bool {
    switch condition {
    case .equals(let field, let text): texts[field] == text
    case .isFalse(let field): flags[field] == false
    case .isPositive(let field): integers[field].map { $0 > 0 } ?? false
    case .isZero(let field): integers[field] == 0
    case .isPresent(let field): value(field) != .null
    }
  }
}
