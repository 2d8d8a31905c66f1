import Usage

/// Walks through one body, event by event. Each goes from the scanner through one draft into the block; no list of events is kept.
struct BodyReader<Format: IngestFormat>: ~Copyable {
  private let body: UnsafeRawBufferPointer
  private let format: Format
  private let pipeline: Pipeline
  private let context: IngestContext
  private var draft = EventDraft()
  private var ignored = IgnoredFields()
  private var builder: EventBlockBuilder
  private var keys: [EventKey] = []
  private var indexes: [Int] = []
  private var rejected: [IngestOutcome.Rejected] = []

  private static var keptBody: Int { 64 * 1024 }

  init(_ body: UnsafeRawBufferPointer, format: Format, pipeline: Pipeline, context: IngestContext) {
    self.body = body
    self.format = format
    self.pipeline = pipeline
    self.context = context
    builder = EventBlockBuilder(capacity: body.count)
    keys.reserveCapacity(body.count / 256)
    indexes.reserveCapacity(body.count / 256)
  }

  mutating func read(as form: BodyForm) throws(DocumentFailure) -> IngestOutcome {
    let start = body.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0  // a byte order mark
    var scanner = JSONScanner(body, range: start..<body.count)
    guard !scanner.isAtEnd() else { throw .empty }
    let isLines =
      switch form {
      case .json: false
      case .ndjson: true
      case .detect: Lines(body, from: scanner.position).areDocuments()
      }
    if let failure = isLines ? readLines(from: scanner.position) : readDocument(&scanner) { throw failure }
    return IngestOutcome(block: builder.take(), keys: keys, indexes: indexes, rejected: rejected, ignoredFields: ignored.names)
  }

  // MARK: - Lines

  private mutating func readLines(from start: Int) -> DocumentFailure? {
    var lines = Lines(body, from: start)
    while let range = lines.next() {
      guard draft.index < Pipeline.eventLimit else { return .tooManyEvents(limit: Pipeline.eventLimit) }
      var scanner = JSONScanner(body, range: range)
      do throws(JSONFailure) {
        try format.read(&scanner, into: &draft, ignoring: &ignored)
        try scanner.finish()
      } catch {
        draft.rejection = Self.lineRejection(error)
      }
      settle(range)
    }
    return nil
  }

  private static func lineRejection(_ failure: JSONFailure) -> Rejection {
    switch failure {
    case .syntax(let error):
      Rejection(.malformed, "the line is not valid JSON: \(error.reason.rawValue), at byte \(error.offset) of the body")
    case .value(let rejection): rejection
    }
  }

  // MARK: - Documents

  private mutating func readDocument(_ scanner: inout JSONScanner) -> DocumentFailure? {
    do throws(JSONFailure) {
      let failure =
        switch try scanner.peek() {
        case Byte.openBracket: try readArray(&scanner)
        case Byte.openBrace: try readObject(&scanner)
        default: try refuse(&scanner)
        }
      if failure == nil { try scanner.finish() }
      return failure
    } catch {
      if case .syntax(let error) = error { return .malformed(error) }
      return .notEvents
    }
  }

  private mutating func refuse(_ scanner: inout JSONScanner) throws(JSONFailure) -> DocumentFailure? {
    try scanner.skipValue()
    try scanner.finish()
    return .notEvents
  }

  private mutating func readArray(_ scanner: inout JSONScanner) throws(JSONFailure) -> DocumentFailure? {
    try scanner.enterArray()
    while try scanner.nextElement() {
      guard draft.index < Pipeline.eventLimit else { return .tooManyEvents(limit: Pipeline.eventLimit) }
      try readEvent(&scanner)
    }
    return nil
  }

  /// An event, or an envelope: an object with a key "events".
  private mutating func readObject(_ scanner: inout JSONScanner) throws(JSONFailure) -> DocumentFailure? {
    let mark = scanner.mark
    let isEnvelope = try hasEvents(&scanner)
    scanner.rewind(to: mark)
    if isEnvelope { return try readEnvelope(&scanner) }
    try readEvent(&scanner)
    return nil
  }

  private func hasEvents(_ scanner: inout JSONScanner) throws(JSONFailure) -> Bool {
    try scanner.enterObject()
    while let key = try scanner.nextKey() {
      if scanner.string(key) == "events" { return true }
      try scanner.skipValue()
    }
    return false
  }

  private mutating func readEnvelope(_ scanner: inout JSONScanner) throws(JSONFailure) -> DocumentFailure? {
    var isRead = false
    try scanner.enterObject()
    while let key = try scanner.nextKey() {
      guard scanner.string(key) == "events" else {
        ignored.note(key, in: scanner)
        try scanner.skipValue()
        continue
      }
      if isRead { throw .syntax(.duplicate, at: key.start - 1) }
      isRead = true
      guard try scanner.peek() == Byte.openBracket else { return .notEvents }
      if let failure = try readArray(&scanner) { return failure }
    }
    return nil
  }

  // MARK: - Events

  private mutating func readEvent(_ scanner: inout JSONScanner) throws(JSONFailure) {
    _ = try scanner.peek()
    let start = scanner.position
    try format.read(&scanner, into: &draft, ignoring: &ignored)
    settle(start..<scanner.position)
  }

  /// Lets the steps complete the draft, keeps what came out of it, and makes it ready for the next event.
  private mutating func settle(_ range: Range<Int>) {
    if draft.rejection == nil {
      do throws(Rejection) { try pipeline.complete(&draft, context) } catch { draft.rejection = error }
    }
    if let rejection = draft.rejection {
      reject(range, rejection)
    } else {
      builder.append(draft.event)
      keys.append(pipeline.hasher.key(project: draft.event.project.text, id: draft.event.id.text))
      indexes.append(draft.index)
    }
    draft.reset()
  }

  private mutating func reject(_ range: Range<Int>, _ rejection: Rejection) {
    let id = draft.event.id.text
    // One byte more than is kept, so that the cut falls between characters.
    let kept = UnsafeRawBufferPointer(rebasing: body[range.prefix(Self.keptBody + 4)])
    let text = String(decoding: kept, as: UTF8.self).cut(toBytes: Self.keptBody)
    rejected.append(.init(index: draft.index, id: id.isEmpty ? nil : id, rejection: rejection, body: text))
  }
}
