import Usage

// The values of records on JSON wires.
extension JSONScanner {
  /// Bytes of a text that is a part of an answer rather than a name.
  private static var contentLimit: Int { 4 << 20 }
  private static var textLimit: Int { 64 << 10 }

  mutating func cell<R>(_ field: RecordField<R>) throws(JSONFailure) -> RecordCell {
    switch field.form {
    case .identifier: try identifier().map { .text($0) } ?? .null
    case .text: .text(try longText(limit: field.isContent ? Self.contentLimit : Self.textLimit))
    case .integer: .integer(try integer())
    case .duration: .integer(try microseconds(per: 1000))
    case .real: .real(try double())
    case .boolean: .boolean(try boolean())
    case .instant: try timestamp().map { .instant($0) } ?? .null
    case .texts: .text(RecordJSON.encoded(try texts()))
    case .messages: .text(RecordJSON.encoded(try agentMessages()))
    case .scalar: .text(try scalar())
    case .json: .text(try rawValue(limit: Self.contentLimit))
    }
  }

  /// A text or a number, as databases have it; nil if it is empty.
  mutating func identifier() throws(JSONFailure) -> String? {
    switch try peek() {
    case Byte.quote: return try name(limit: 200)
    case Byte.minus, 0x30...0x39: return String(try integer())
    default: throw unexpected("a text or a whole number")
    }
  }

  private mutating func longText(limit: Int) throws(JSONFailure) -> String {
    guard try peek() == Byte.quote else { throw unexpected("a text") }
    let text = try text()
    guard text.end - text.start <= limit else { throw .invalid("is longer than \(limit) bytes") }
    return string(text)
  }

  private mutating func texts() throws(JSONFailure) -> [String] {
    var texts: [String] = []
    try enterArray()
    while try nextElement() {
      texts.append(try longText(limit: Self.textLimit))
      guard texts.count <= 100_000 else { throw .invalid("has more than 100000 elements") }
    }
    return texts
  }

  /// An agent is named once: of several messages the last counts, in the place of the first. Values that are no texts are kept as they
  /// are written.
  private mutating func agentMessages() throws(JSONFailure) -> [AgentMessage] {
    var messages: [AgentMessage] = []
    try enterObject()
    while let key = try nextKey() {
      let agent = string(key)
      let text = try peek() == Byte.quote ? longText(limit: Self.textLimit) : rawValue(limit: Self.textLimit)
      let message = AgentMessage(agent: agent, text: text)
      if let place = messages.firstIndex(where: { $0.agent == agent }) { messages[place] = message } else { messages.append(message) }
      guard messages.count <= 1000 else { throw .invalid("has more than 1000 members") }
    }
    return messages
  }

  private mutating func scalar() throws(JSONFailure) -> String {
    switch try peek() {
    case Byte.quote: return try longText(limit: 200)
    case Byte.t, Byte.f: return try boolean() ? "true" : "false"
    case Byte.minus, 0x30...0x39: return try numberText()
    default: throw unexpected("a text, a number or a boolean")
    }
  }

  /// One value of any kind, as it is written.
  package mutating func rawValue(limit: Int) throws(JSONFailure) -> String {
    _ = try peek()
    let start = position
    try skipValue()
    guard position - start <= limit else { throw .invalid("is longer than \(limit) bytes") }
    return String(decoding: UnsafeRawBufferPointer(start: base + start, count: position - start), as: UTF8.self)
  }
}
