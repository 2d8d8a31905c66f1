import Usage

/// Reads records of one kind from a body: one object, an array, an object with an array "items", or one object a line.
package struct RecordReader<R: ActivityRecord>: ~Copyable {
  private let context: IngestContext
  private let places: [String: Int]
  private var ignored = IgnoredFields()
  private var records: [R] = []
  private var judged: [Recording.Judged] = []
  private var index = 0

  package init(context: IngestContext) {
    self.context = context
    places = Dictionary(
      uniqueKeysWithValues: R.fields.enumerated().filter { !$0.element.isDerived }.map { ($0.element.wireName, $0.offset) })
  }

  package consuming func read(_ body: UnsafeRawBufferPointer, as form: BodyForm = .detect) throws(DocumentFailure) -> RecordReading<R> {
    let start = body.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0  // a byte order mark
    var scanner = JSONScanner(body, range: start..<body.count)
    guard !scanner.isAtEnd() else { throw .empty }
    let isLines =
      switch form {
      case .json: false
      case .ndjson: true
      case .detect: Lines(body, from: scanner.position).areDocuments()
      }
    if isLines { try readLines(body, from: scanner.position) } else { try readDocument(&scanner) }
    let recording = Recording(
      accepted: records.count, duplicates: 0, rejected: judged.count, judged: judged, ignoredFields: ignored.names)
    return RecordReading(records: records, recording: recording)
  }

  private mutating func readLines(_ body: UnsafeRawBufferPointer, from start: Int) throws(DocumentFailure) {
    var lines = Lines(body, from: start)
    while let range = lines.next() {
      try checkCount()
      var scanner = JSONScanner(body, range: range)
      var draft = RecordDraft<R>()
      do throws(JSONFailure) {
        try readObject(&scanner, &draft)
        try scanner.finish()
      } catch {
        switch error {
        case .value(let rejection): draft.reject(rejection)
        case .syntax(let error):
          draft.reject(Rejection(.malformed, "the line is not valid JSON: \(error.reason.rawValue), at byte \(error.offset) of the body"))
        }
      }
      settle(draft)
    }
  }

  private mutating func readDocument(_ scanner: inout JSONScanner) throws(DocumentFailure) {
    var isTaken = false
    do throws(JSONFailure) {
      switch try scanner.peek() {
      case Byte.openBracket: isTaken = try readArray(&scanner)
      case Byte.openBrace:
        let mark = scanner.mark
        let hasItems = try enterItems(&scanner)
        if hasItems { isTaken = try readArray(&scanner) }
        scanner.rewind(to: mark)
        if hasItems { try scanner.skipValue() } else { isTaken = try readOne(&scanner) }
      default: throw .value(Rejection(.malformed, "must be records"))
      }
      if isTaken { try scanner.finish() }
    } catch {
      if case .syntax(let error) = error { throw .malformed(error) }
      throw .notEvents
    }
    if !isTaken { throw .tooManyEvents(limit: Pipeline.eventLimit) }
  }

  /// Stands before the array "items" afterwards, if the object has one.
  private func enterItems(_ scanner: inout JSONScanner) throws(JSONFailure) -> Bool {
    try scanner.enterObject()
    while let key = try scanner.nextKey() {
      if scanner.string(key) == "items", try scanner.peek() == Byte.openBracket { return true }
      try scanner.skipValue()
    }
    return false
  }

  private func checkCount() throws(DocumentFailure) {
    guard index < Pipeline.eventLimit else { throw .tooManyEvents(limit: Pipeline.eventLimit) }
  }

  /// False if there are too many.
  private mutating func readArray(_ scanner: inout JSONScanner) throws(JSONFailure) -> Bool {
    try scanner.enterArray()
    while try scanner.nextElement() {
      guard index < Pipeline.eventLimit else { return false }
      _ = try readOne(&scanner)
    }
    return true
  }

  private mutating func readOne(_ scanner: inout JSONScanner) throws(JSONFailure) -> Bool {
    var draft = RecordDraft<R>()
    try readObject(&scanner, &draft)
    settle(draft)
    return true
  }

  private mutating func settle(_ draft: RecordDraft<R>) {
    do throws(Rejection) {
      records.append(try draft.record(context, index: index))
    } catch {
      judged.append(.init(index: index, id: draft.id, verdict: .rejected(error)))
    }
    index += 1
  }
}

// MARK: - One record

extension RecordReader {
  /// - Parameter names: of an envelope's members those that count; nil: all, for it is the record itself.
  private mutating func readObject(
    _ scanner: inout JSONScanner, _ draft: inout RecordDraft<R>, taking names: Set<String>? = nil
  ) throws(JSONFailure) {
    guard try scanner.peek() == Byte.openBrace else {
      draft.reject(Rejection(.malformed, "a record must be a JSON object"))
      return try scanner.skipValue()
    }
    try scanner.enterObject()
    while let key = try scanner.nextKey() { try readMember(key, &scanner, &draft, names) }
  }

  private mutating func readMember(
    _ key: JSONText, _ scanner: inout JSONScanner, _ draft: inout RecordDraft<R>, _ names: Set<String>?
  ) throws(JSONFailure) {
    let given = scanner.string(key)
    if names == nil, let members = R.envelopes[given] {
      return try scanner.peek() == Byte.openBrace ? readObject(&scanner, &draft, taking: members) : scanner.skipValue()
    }
    let name = R.aliases[given] ?? given
    guard names?.contains(given) ?? true, name == "id" || name == "project" || places[name] != nil else {
      ignored.note(key, in: scanner)
      return try scanner.skipValue()
    }
    let mark = scanner.mark
    do throws(JSONFailure) {
      try readValue(name, &scanner, &draft)
    } catch {
      guard case .value(let rejection) = error else { throw error }
      draft.reject(rejection.field == nil ? Rejection(rejection.code, field: given, rejection.message) : rejection)
      scanner.rewind(to: mark)
      try scanner.skipValue()
    }
  }

  private func readValue(_ name: String, _ scanner: inout JSONScanner, _ draft: inout RecordDraft<R>) throws(JSONFailure) {
    let isNull = try scanner.takeNull()
    if let place = places[name] {
      draft.cells[place] = isNull ? .null : try scanner.cell(R.fields[place])
    } else if !isNull {
      let text = try scanner.identifier()
      if name == "id" { draft.id = text } else { draft.project = text }
    }
  }
}
