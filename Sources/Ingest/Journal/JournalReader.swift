import Usage

/// The reading end, used once at start: gives back, in order, what the store lacks.
struct JournalReader {
  private let files: any JournalFiles
  private let stored: UInt64
  /// Every segment that was found.
  let names: [String]
  private var waiting: ArraySlice<(name: String, first: UInt64)>
  private var open: SegmentReader?
  /// The last sequence that the journal or the store holds.
  private(set) var lastSequence: UInt64
  /// Of a frame that was being written when the process or the machine died.
  private(set) var tornBytes = 0

  init(files: any JournalFiles, after stored: UInt64) throws(JournalError) {
    self.files = files
    self.stored = stored
    lastSequence = stored
    let segments = try files.names().compactMap { name in SegmentName.sequence(name).map { (name: name, first: $0) } }
      .sorted { $0.first < $1.first }
    names = segments.map(\.name)
    let obsolete = zip(segments, segments.dropFirst()).prefix { $1.first <= stored + 1 }.count
    waiting = segments[obsolete...]
    if let first = waiting.first?.first, first > stored + 1 { throw .gap(stored: stored, first: first) }
  }

  mutating func next() throws(JournalError) -> (record: JournalRecord, firstSequence: UInt64)? {
    while true {
      if open == nil {
        guard let segment = waiting.popFirst() else { return nil }
        open = try SegmentReader(files: files, name: segment.name, first: segment.first, limit: waiting.first?.first)
      }
      if let (record, first) = try open?.next() {
        lastSequence = max(lastSequence, first + UInt64(record.count) - 1)
        if let lacking = record.dropping(first <= stored ? Int(stored - first + 1) : 0) {
          return (lacking, max(first, stored + 1))
        }
      } else {
        if waiting.isEmpty { tornBytes = try open?.seal() ?? 0 }
        open = nil
      }
    }
  }
}

extension JournalRecord {
  fileprivate func dropping(_ skipped: Int) -> JournalRecord? {
    guard skipped < count else { return nil }
    switch self {
    case .events(let block, let rows): return .events(block, rows: rows.dropFirst(skipped))
    case .quarantined(let events): return .quarantined(Array(events.dropFirst(skipped)))
    }
  }
}
