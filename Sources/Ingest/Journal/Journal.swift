import Usage

/// The writing end: appends groups of records, each durable or refused as a whole. Used by one thread.
///
/// A group never spans two segments, so a segment begins with nothing unacknowledged before it; and a segment's name cuts off whatever
/// the one before it holds from that sequence on. That is how a refused group stays refused: after an error the segment is never
/// written again, and the next one is named by the first sequence that was refused.
struct Journal: ~Copyable {
  private struct Segment {
    let name: String
    let file: any JournalFile
    let capacity: Int
    var end = 0
  }

  private static let framePayload = 1 << 20

  private let files: any JournalFiles
  private let segmentBytes: Int
  private let shelf: SegmentShelf
  private var encoder = FrameEncoder()
  private var segment: Segment?
  private(set) var nextSequence: UInt64

  init(files: any JournalFiles, segmentBytes: Int, nextSequence: UInt64, shelf: SegmentShelf) {
    self.files = files
    self.segmentBytes = segmentBytes
    self.nextSequence = nextSequence
    self.shelf = shelf
  }

  /// Gives the records the next sequences, in order. They are on disk when this returns; when it throws, none of them is part of the
  /// journal and their sequences are free again.
  mutating func append(_ records: [JournalRecord]) throws(JournalError) {
    let count = records.reduce(0) { $0 + $1.count }
    guard count > 0 else { return }
    try makeRoom(for: records.reduce(4096) { $0 + $1.size })
    guard var open = segment else { return }
    let start = open.end
    do {
      open.end = try write(records, to: open)
      try open.file.synchronize()
    } catch {
      abandon(open, endingAt: start)
      throw error
    }
    segment = open
    nextSequence += UInt64(count)
  }

  /// Tries whether the journal can be written again.
  mutating func reopen() throws(JournalError) { try makeRoom(for: 4096) }

  /// Lets the next group begin a new segment. One in which nothing stands goes on: the next would have its name.
  mutating func beginAnew() {
    if let segment, segment.end > 0 { close() }
  }

  /// Retires the open segment.
  mutating func close() {
    if let segment { shelf.retire(segment.name, lastSequence: nextSequence - 1) }
    segment = nil
  }

  private mutating func makeRoom(for size: Int) throws(JournalError) {
    if let segment, segment.end == 0 || segment.end + size <= segment.capacity { return }
    let name = SegmentName.of(nextSequence)
    let capacity = max(segmentBytes, size)
    let next = Segment(name: name, file: try files.create(name, size: capacity), capacity: capacity)
    close()
    segment = next
  }

  private mutating func abandon(_ failed: Segment, endingAt end: Int) {
    // Neither need succeed: until the next segment exists, a crash could bring the refused group back, which its senders' repeats
    // would then find to be duplicates.
    try? failed.file.truncate(to: end)
    try? failed.file.synchronize()
    if end > 0 { shelf.retire(failed.name, lastSequence: nextSequence - 1) }
    segment = nil
  }

  private mutating func write(_ records: [JournalRecord], to segment: Segment) throws(JournalError) -> Int {
    var frames = FramePosition(sequence: nextSequence, offset: segment.end, durable: nextSequence - 1)
    for record in records {
      switch record {
      case .events(let block, let rows):
        var rest = rows
        while !rest.isEmpty {
          let part = Self.prefix(of: rest, in: block, bytes: Self.framePayload - encoder.payloadSize)
          encoder.append(part, of: block)
          rest = part.upperBound..<rest.upperBound
          if encoder.payloadSize >= Self.framePayload || !rest.isEmpty { try flushRows(&frames, to: segment.file) }
        }
      case .quarantined(let events):
        try flushRows(&frames, to: segment.file)
        QuarantineJSON.encode(events).withUnsafeBytes { encoder.append($0) }
        if !events.isEmpty { try flush(.quarantine, count: events.count, &frames, to: segment.file) }
      }
    }
    try flushRows(&frames, to: segment.file)
    return frames.offset
  }

  private struct FramePosition {
    var sequence: UInt64
    var offset: Int
    let durable: UInt64
  }

  private mutating func flushRows(_ frames: inout FramePosition, to file: any JournalFile) throws(JournalError) {
    guard encoder.rowCount > 0 else { return }
    try flush(.events, count: encoder.rowCount, &frames, to: file)
  }

  private mutating func flush(
    _ kind: FrameHeader.Kind, count: Int, _ frames: inout FramePosition, to file: any JournalFile
  ) throws(JournalError) {
    let offset = frames.offset
    var size = 0
    try encoder.finish(kind, count: count, firstSequence: frames.sequence, durableSequence: frames.durable) {
      bytes throws(JournalError) in
      size = bytes.count
      try file.write(bytes, at: offset)
    }
    frames.offset += size
    frames.sequence += UInt64(count)
  }

  /// As many of the rows as fit into `bytes`, but at least one.
  private static func prefix(of rows: Range<Int>, in block: EventBlock, bytes: Int) -> Range<Int> {
    let start = Int(block.offsets[rows.lowerBound])
    func size(to row: Int) -> Int { Int(block.offsets[row]) - start + (row - rows.lowerBound) * 4 }
    if size(to: rows.upperBound) <= bytes { return rows }
    var (low, high) = (rows.lowerBound + 1, rows.upperBound)
    while low < high {
      let middle = (low + high + 1) / 2
      if size(to: middle) <= bytes { low = middle } else { high = middle - 1 }
    }
    return rows.lowerBound..<low
  }
}
