import Usage

/// An acknowledged event as those who watch get it. A field is read from the row when it is asked for: of a flood of events, few are shown.
package struct LiveEvent: Sendable {
  private let block: EventBlock
  private let index: Int

  package init(_ block: EventBlock, row index: Int) {
    self.block = block
    self.index = index
  }

  /// All of the event, encoded. The row is good only while the call lasts.
  package func withRow<Result>(_ body: (EventRow) throws -> Result) rethrows -> Result {
    try withExtendedLifetime(block) { try body(block[index]) }
  }
}

extension LiveEvent {
  package var id: ID<UsageEvent> { ID(text(.id) ?? "") }
  package var timestamp: Timestamp { Timestamp(microseconds: integer(.timestamp) ?? 0) }
  package var project: ID<Project> { ID(text(.project) ?? "") }
  package var operation: String { text(.operation) ?? "" }
  package var provider: String? { text(.provider) }
  package var model: String? { text(.model) }
  package var user: ID<User>? { text(.user).map { ID($0) } }
  package var chat: ID<Chat>? { text(.chat).map { ID($0) } }
  /// As the provider reports them, else input and output; nil: nobody said.
  package var tokens: Int64? { integer(.total) }
  /// nil: not priced.
  package var cost: NanoUSD? { integer(.cost).map(NanoUSD.init(nanos:)) }
  package var status: RequestStatus { text(.status).map(RequestStatus.init(stored:)) ?? .success }
  package var durationMicroseconds: Int64? { integer(.duration) }
  package var isNested: Bool { value(of: .nested) { $0.boolean() } ?? false }

  private func text(_ field: EventField) -> String? { value(of: field) { String(decoding: $0.text(), as: UTF8.self) } }

  private func integer(_ field: EventField) -> Int64? { value(of: field) { $0.integer() } }

  private func value<Value>(of wanted: EventField, _ read: (inout EventRow.Reader) -> Value) -> Value? {
    withRow { row in
      var reader = row.makeReader()
      while let raw = reader.next(), raw <= wanted.rawValue, let field = EventField(rawValue: raw) {
        if field == wanted { return read(&reader) }
        switch field.definition.kind {
        case .text, .tags: _ = reader.text()
        case .boolean: _ = reader.boolean()
        case .integer, .timestamp, .duration, .money: _ = reader.integer()
        }
      }
      return nil
    }
  }
}
