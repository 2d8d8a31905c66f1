import Foundation
import Usage

/// Reads one segment frame by frame.
struct SegmentReader {
  private let name: String
  private let file: any JournalFile
  private let size: Int
  /// The first sequence of the next segment: everything before it must be here, and nothing from it on counts.
  private let limit: UInt64?
  private(set) var expected: UInt64
  private(set) var offset = 0

  init(files: any JournalFiles, name: String, first: UInt64, limit: UInt64?) throws(JournalError) {
    self.name = name
    file = try files.open(name)
    size = try file.size()
    self.limit = limit
    expected = first
    // A process may die between writing and synchronizing: what is read back here must not vanish with the next power cut.
    if limit == nil { try file.synchronize() }
  }

  /// Nil at the end. The last segment may end anywhere, as long as nothing is missing that was once known to be durable.
  mutating func next() throws(JournalError) -> (record: JournalRecord, firstSequence: UInt64)? {
    if let limit, expected >= limit { return nil }
    guard let frame = try frame(at: offset), frame.header.firstSequence == expected else {
      try excuseEnd()
      return nil
    }
    if let limit, frame.header.lastSequence >= limit { throw damage("it runs into the next file") }
    let record = try record(of: frame)
    offset += FrameHeader.paddedSize(payload: frame.header.payloadLength)
    expected += UInt64(frame.header.count)
    return (record, frame.header.firstSequence)
  }

  /// Cuts off what follows the last whole frame. Returns how many bytes of a torn frame went.
  func seal() throws(JournalError) -> Int {
    let torn = try tail().lastIndex { $0 != 0 }.map { $0 + 1 } ?? 0
    try file.truncate(to: offset)
    try file.synchronize()
    return torn
  }

  private func excuseEnd() throws(JournalError) {
    guard limit == nil else { throw damage("a frame is missing or fails its checksum") }
    let rest = try tail()
    var position = 8
    while position + FrameHeader.size <= rest.count {
      if let header = try frame(at: offset + position)?.header, header.durableSequence >= expected, header.firstSequence > expected {
        throw damage("a frame fails its checksum, and a later one says that it was durable")
      }
      position += 8
      while position + 8 <= rest.count, rest[position] == 0 { position += 8 }
    }
  }

  private func tail() throws(JournalError) -> [UInt8] {
    let bytes = UnsafeMutableRawBufferPointer.allocate(byteCount: max(size - offset, 1), alignment: 8)
    defer { bytes.deallocate() }
    let count = try file.read(into: UnsafeMutableRawBufferPointer(rebasing: bytes[0..<(size - offset)]), at: offset)
    return Array(bytes[0..<count])
  }

  private struct Frame {
    let header: FrameHeader
    let payload: [UInt8]
  }

  private func frame(at offset: Int) throws(JournalError) -> Frame? {
    let head = try read(FrameHeader.size, at: offset)
    guard head.count == FrameHeader.size, let header = head.withUnsafeBytes({ FrameHeader($0) }) else { return nil }
    guard header.payloadLength <= size - offset - FrameHeader.size else { return nil }
    let payload = try read(header.payloadLength, at: offset + FrameHeader.size)
    guard payload.count == header.payloadLength else { return nil }
    let checksum = head.withUnsafeBytes { head in payload.withUnsafeBytes { FrameHeader.checksum(head: head, payload: $0) } }
    return checksum == header.checksum ? Frame(header: header, payload: payload) : nil
  }

  private func read(_ count: Int, at offset: Int) throws(JournalError) -> [UInt8] {
    var failure: JournalError?
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
      do throws(JournalError) {
        initialized = try file.read(into: UnsafeMutableRawBufferPointer(buffer), at: offset)
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    return bytes
  }

  private func record(of frame: Frame) throws(JournalError) -> JournalRecord {
    let count = frame.header.count
    switch FrameHeader.Kind(rawValue: frame.header.kind) {
    case .events:
      guard let block = Self.block(frame.payload, count: count) else { throw damage("the lengths of its rows do not add up") }
      return .events(block, rows: 0..<count)
    case .quarantine:
      guard let events = try? frame.payload.withUnsafeBytes({ try QuarantineJSON.decode($0) }), events.count == count else {
        throw damage("its quarantined events cannot be read")
      }
      return .quarantined(events)
    case nil:
      throw .unknownKind(file: name, offset: offset, kind: frame.header.kind)
    }
  }

  private static func block(_ payload: [UInt8], count: Int) -> EventBlock? {
    let rowBytes = payload.count - count * 4
    guard rowBytes >= count * 8 else { return nil }
    return payload.withUnsafeBytes { bytes in
      var offsets: [UInt32] = [0]
      offsets.reserveCapacity(count + 1)
      var end = 0
      for index in 0..<count {
        end += Int(UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: rowBytes + index * 4, as: UInt32.self)))
        guard end <= rowBytes else { return nil }
        offsets.append(UInt32(end))
      }
      return end == rowBytes ? EventBlock(copying: UnsafeRawBufferPointer(rebasing: bytes[0..<rowBytes]), offsets: offsets) : nil
    }
  }

  private func damage(_ reason: String) -> JournalError { .damaged(file: name, offset: offset, reason: reason) }
}
