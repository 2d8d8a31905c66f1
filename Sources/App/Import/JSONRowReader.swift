import Ingest

/// One JSON document: an array of events, an object with an array "events", or a single event.
final class JSONRowReader: RowReader {
  private enum Form { case array, envelope, single }

  private let file: FileBytes
  private let rows: JSONRows
  private var scanner: JSONScanner
  private var form = Form.array
  private var isDone = false
  let ignored: [String] = []

  var position: Int { scanner.position }

  init(_ file: FileBytes, _ plan: RowPlan) throws {
    self.file = file
    rows = JSONRows(plan)
    scanner = JSONScanner(file.bytes, range: file.start..<file.bytes.count)
    isDone = scanner.isAtEnd()
    guard !isDone else { return }
    try explaining { scanner throws(JSONFailure) in
      switch try scanner.peek() {
      case UInt8(ascii: "["): try scanner.enterArray()
      case UInt8(ascii: "{"): form = try Self.entered(&scanner) ? .envelope : .single
      default: throw .value(Rejection(.malformed, "neither an object nor an array"))
      }
    }
  }

  /// Into the array "events" of the object, if it has one; else the scanner is where it was.
  private static func entered(_ scanner: inout JSONScanner) throws(JSONFailure) -> Bool {
    let mark = scanner.mark
    try scanner.enterObject()
    while let key = try scanner.nextKey() {
      if scanner.string(key) == "events", try scanner.peek() == UInt8(ascii: "[") {
        try scanner.enterArray()
        return true
      }
      try scanner.skipValue()
    }
    scanner.rewind(to: mark)
    return false
  }

  func next(number: Int, into row: inout RowBytes) throws -> RowOutcome {
    guard let range = try explaining({ scanner throws(JSONFailure) in try element(&scanner) }) else { return .end }
    if rows.write(file.bytes, range, number: number, to: &row) { return .written }
    return .rejected("an event must be a JSON object")
  }

  private func element(_ scanner: inout JSONScanner) throws(JSONFailure) -> Range<Int>? {
    if isDone { return nil }
    if form == .single {
      isDone = true
    } else if try !scanner.nextElement() {
      isDone = true
      if form == .envelope { while try scanner.nextKey() != nil { try scanner.skipValue() } }
      try scanner.finish()
      return nil
    }
    _ = try scanner.peek()
    let start = scanner.position
    try scanner.skipValue()
    if form == .single { try scanner.finish() }
    return start..<(form == .single ? file.bytes.count : scanner.position)
  }

  private func explaining<T>(_ body: (inout JSONScanner) throws(JSONFailure) -> T) throws -> T {
    do throws(JSONFailure) {
      return try body(&scanner)
    } catch {
      switch error {
      case .syntax(let error): throw CommandFailure("The file is not valid JSON: \(error.reason.rawValue), at byte \(error.offset).")
      case .value(let rejection): throw CommandFailure("The file holds no events: it is \(rejection.message).")
      }
    }
  }
}
