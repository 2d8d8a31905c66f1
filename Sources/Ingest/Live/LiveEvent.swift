import Usage

/// An acknowledged event as those who watch get it. The fields that most of them need are read once for all; the rest is in the row.
package struct LiveEvent: Sendable {
  package private(set) var id = ID<UsageEvent>("")
  package private(set) var timestamp = Timestamp(microseconds: 0)
  package private(set) var project = ID<Project>("")
  package private(set) var operation = ""
  package private(set) var provider: String?
  package private(set) var model: String?
  package private(set) var user: ID<User>?
  package private(set) var chat: ID<Chat>?
  /// As the provider reports them, else input and output; nil: nobody said.
  package private(set) var tokens: Int64?
  /// nil: not priced.
  package private(set) var cost: NanoUSD?
  package private(set) var status = RequestStatus.success
  package private(set) var durationMicroseconds: Int64?
  package private(set) var isNested = false

  private let block: EventBlock
  private let index: Int

  package init(_ block: EventBlock, row index: Int) {
    self.block = block
    self.index = index
    withExtendedLifetime(block) {
      var reader = block[index].makeReader()
      while let raw = reader.next(), let field = EventField(rawValue: raw) { read(field, &reader) }
    }
  }

  /// All of the event, encoded. The row is good only while the call lasts.
  package func withRow<Result>(_ body: (EventRow) throws -> Result) rethrows -> Result {
    try withExtendedLifetime(block) { try body(block[index]) }
  }

  private mutating func read(_ field: EventField, _ reader: inout EventRow.Reader) {
    switch field.definition.kind {
    case .text, .tags: read(field, text: reader.text())
    case .boolean:
      let value = reader.boolean()
      if field == .nested { isNested = value }
    case .integer, .timestamp, .duration, .money: read(field, integer: reader.integer())
    }
  }

  private mutating func read(_ field: EventField, text bytes: UnsafeRawBufferPointer) {
    var text: String { String(decoding: bytes, as: UTF8.self) }
    switch field {
    case .id: id = ID(text)
    case .project: project = ID(text)
    case .operation: operation = text
    case .provider: provider = text
    case .model: model = text
    case .user: user = ID(text)
    case .chat: chat = ID(text)
    case .status: status = RequestStatus(stored: text)
    default: break
    }
  }

  private mutating func read(_ field: EventField, integer: Int64) {
    switch field {
    case .timestamp: timestamp = Timestamp(microseconds: integer)
    case .total: tokens = integer
    case .cost: cost = NanoUSD(nanos: integer)
    case .duration: durationMicroseconds = integer
    default: break
    }
  }
}
