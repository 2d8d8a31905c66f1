import Semantics
import Usage
import Web

/// A stored event on the wire: absent fields are left out.
package enum StoredEventAnswer {
  package static func write(_ event: UsageEvent, to writer: inout JSONWriter) {
    forEachRow(of: CollectionOfOne(event)) { write($0, to: &writer) }
  }

  /// Fields are read from the encoded form, which knows which of them there are. A row is good only while the call lasts.
  static func forEachRow(of events: some Sequence<UsageEvent>, _ body: (EventRow) -> Void) {
    var builder = EventBlockBuilder(capacity: 1024)
    for event in events { builder.append(event) }
    let block = builder.take()
    withExtendedLifetime(block) { for index in 0..<block.count { body(block[index]) } }
  }

  static func write(_ row: EventRow, to writer: inout JSONWriter) {
    writer.object { writer in
      var reader = row.makeReader()
      while let raw = reader.next(), let field = EventField(rawValue: raw) { write(field, &reader, to: &writer) }
    }
  }

  private static func write(_ field: EventField, _ reader: inout EventRow.Reader, to writer: inout JSONWriter) {
    let definition = field.definition
    writer.key(definition.name)
    switch definition.kind {
    case .text: writer.string(String(decoding: reader.text(), as: UTF8.self))
    case .integer: writer.integer(reader.integer())
    case .boolean: writer.bool(reader.boolean())
    case .timestamp: writer.string(Timestamp(microseconds: reader.integer()).description)
    case .duration: writer.number(exactly: duration(field, reader.integer()))
    case .money: writer.number(exactly: NanoUSD(nanos: reader.integer()).description)
    case .tags:
      let tags = Tags.decoded(String(decoding: reader.text(), as: UTF8.self)) ?? [:]
      writer.object { writer in for (name, value) in tags.sorted(by: { $0.key < $1.key }) { writer.member(name, value) } }
    }
  }

  /// Milliseconds or seconds, exactly.
  private static func duration(_ field: EventField, _ microseconds: Int64) -> String {
    NanoUSD(nanos: microseconds * (field == .audioSeconds ? 1000 : 1_000_000)).description
  }

  /// The cells of a CSV row, in the order of the fields.
  static func cells(_ row: EventRow) -> [String?] {
    var cells = [String?](repeating: nil, count: EventField.allCases.count)
    var reader = row.makeReader()
    while let raw = reader.next(), let field = EventField(rawValue: raw) {
      switch field.definition.kind {
      case .text, .tags: cells[raw] = String(decoding: reader.text(), as: UTF8.self)
      case .integer: cells[raw] = String(reader.integer())
      case .boolean: cells[raw] = reader.boolean() ? "true" : "false"
      case .timestamp: cells[raw] = Timestamp(microseconds: reader.integer()).description
      case .duration: cells[raw] = duration(field, reader.integer())
      case .money: cells[raw] = NanoUSD(nanos: reader.integer()).description
      }
    }
    return cells
  }
}
