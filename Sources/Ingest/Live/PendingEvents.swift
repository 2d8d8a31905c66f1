import Usage

/// What waits to be passed on: references to rows, so that keeping them costs the commit thread next to nothing.
struct PendingEvents {
  private var slices: [SinkBatch.Slice] = []
  private var count = 0
  /// Slices of which nothing is kept but how many events of which project they had.
  private var skipped: [ID<Project>: Int] = [:]

  var isEmpty: Bool { slices.isEmpty && skipped.isEmpty }

  mutating func append(_ slice: SinkBatch.Slice, limit: Int) {
    let room = min(slice.rows.count, max(limit - count, 0))
    let end = slice.rows.lowerBound + room
    if room > 0 {
      slices.append(SinkBatch.Slice(block: slice.block, rows: slice.rows.lowerBound..<end, firstSequence: slice.firstSequence))
      count += room
    }
    if end < slice.rows.upperBound { skip(end..<slice.rows.upperBound, of: slice.block) }
  }

  /// Most bodies are of one project: rows that follow each other are counted together.
  private mutating func skip(_ rows: Range<Int>, of block: EventBlock) {
    withExtendedLifetime(block) {
      var current = UnsafeRawBufferPointer(start: nil, count: 0)
      var run = 0
      for row in rows {
        let project = block[row].project
        if run > 0, !project.elementsEqual(current) {
          add(run, current)
          run = 0
        }
        current = project
        run += 1
      }
      add(run, current)
    }
  }

  private mutating func add(_ count: Int, _ project: UnsafeRawBufferPointer) {
    skipped[ID(String(decoding: project, as: UTF8.self)), default: 0] += count
  }

  func batch() -> LiveBatch {
    LiveBatch(events: slices.flatMap { slice in slice.rows.map { LiveEvent(slice.block, row: $0) } }, skipped: skipped)
  }
}

extension EventRow {
  fileprivate var project: UnsafeRawBufferPointer {
    var reader = makeReader()
    while let raw = reader.next(), let field = EventField(rawValue: raw) {
      switch field {
      case .id, .source, .operation: _ = reader.text()
      case .timestamp: _ = reader.integer()
      case .project: return reader.text()
      default: return UnsafeRawBufferPointer(start: nil, count: 0)
      }
    }
    return UnsafeRawBufferPointer(start: nil, count: 0)
  }
}
