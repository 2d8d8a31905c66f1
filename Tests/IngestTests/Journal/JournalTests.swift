import Foundation
import Testing
import Usage

@testable import Ingest

@Suite struct JournalTests {
  @Test func `gives back what was appended, in order, over many segments`() throws {
    let disk = SimulatedDisk()
    var journal = Journal(on: disk, segmentBytes: 4800)
    try journal.append([.sample("a", "b"), .quarantined([sampleQuarantine("x")]), .sample("c")])
    for number in 0..<20 { try journal.append([.sample("n\(number)"), .sample("m\(number)")]) }
    let listed = JournalReader.list(disk)
    let expected = ["1:a", "2:b", "3:rejected x", "4:c"] + (0..<20).flatMap { ["\(5 + 2 * $0):n\($0)", "\(6 + 2 * $0):m\($0)"] }
    #expect(listed.records == expected)
    #expect(listed.last == 44)
    #expect(disk.segmentNames.count > 3)
  }

  @Test func `keeps every part of a quarantined event`() throws {
    let disk = SimulatedDisk()
    var journal = Journal(on: disk)
    try journal.append([.quarantined([sampleQuarantine("x")])])
    var reader = try JournalReader(files: disk, after: 0)
    guard case .quarantined(let events)? = try reader.next()?.record else {
      Issue.record("nothing came back")
      return
    }
    #expect(events == [sampleQuarantine("x")])
  }

  @Test func `writes only the rows that are kept, also of blocks larger than a frame`() throws {
    let ids = (0..<30_000).map { "event-\($0)-\(String(repeating: "x", count: 60))" }
    let disk = SimulatedDisk()
    var journal = Journal(on: disk)
    try journal.append([.events(sampleBlock(ids), rows: 1..<29_999), .sample("last")])
    let listed = JournalReader.list(disk)
    #expect(listed.records == (1..<29_999).map { "\($0):\(ids[$0])" } + ["29999:last"])
  }

  @Test func `skips what is stored already`() throws {
    let disk = SimulatedDisk()
    var journal = Journal(on: disk, segmentBytes: 5000)
    for number in 1...30 { try journal.append([.sample("a\(number)", "b\(number)")]) }
    #expect(JournalReader.list(disk, after: 57).records == ["58:b29", "59:a30", "60:b30"])
    #expect(JournalReader.list(disk, after: 60).records == [])
    #expect(JournalReader.list(disk, after: 100).last == 100)
  }

  @Test func `an end torn at any byte costs only the group it belongs to`() throws {
    let disk = SimulatedDisk()
    var journal = Journal(on: disk, segmentBytes: 8192)
    try journal.append([.sample("a")])
    let name = try #require(disk.segmentNames.first)
    let whole = try #require(disk.files[name])
    let end = (whole.lastIndex { $0 != 0 } ?? 0) / 8 * 8 + 8
    try journal.append([.sample("b")])
    let longer = try #require(disk.files[name])
    let secondEnd = (longer.lastIndex { $0 != 0 } ?? 0) + 1
    for cut in end..<secondEnd {
      let torn = SimulatedDisk(files: [name: Array(longer.prefix(cut))])
      let listed = JournalReader.list(torn)
      #expect(listed.records == ["1:a"] && listed.last == 1 && listed.error == nil, "cut at \(cut)")
      #expect(torn.files[name]?.count == end, "cut at \(cut)")
    }
  }

  @Test func `a changed byte before something durable is damage, told with file and place`() throws {
    let disk = SimulatedDisk()
    var journal = Journal(on: disk)
    try journal.append([.sample("a")])
    try journal.append([.sample("b")])
    try journal.append([.sample("c")])
    var files = disk.files
    let name = try #require(files.keys.first)
    files[name]?[FrameHeader.size + 3] ^= 1
    let damaged = SimulatedDisk(files: files)
    let error = JournalReader.list(damaged).error
    guard case .damaged(name, 0, _)? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(damaged.files == files, "nothing was changed")
  }

  @Test func `a changed byte in an older segment is damage`() throws {
    let disk = SimulatedDisk()
    var journal = Journal(on: disk, segmentBytes: 4500)
    for number in 1...9 { try journal.append([.sample("a\(number)")]) }
    var files = disk.files
    let name = try #require(files.keys.min())
    files[name]?[FrameHeader.size + 3] ^= 1
    guard case .damaged(name, 0, _)? = JournalReader.list(SimulatedDisk(files: files)).error else {
      Issue.record("not found")
      return
    }
  }

  @Test func `a journal that begins after the store ends is refused`() throws {
    let disk = SimulatedDisk()
    var journal = Journal(on: disk, next: 100)
    try journal.append([.sample("a")])
    #expect(JournalReader.list(disk, after: 50).error == .gap(stored: 50, first: 100))
    #expect(JournalReader.list(disk, after: 99).records == ["100:a"])
  }

  @Test func `a record of a newer version is refused`() throws {
    let disk = SimulatedDisk()
    var journal = Journal(on: disk)
    try journal.append([.sample("a")])
    var file = try #require(disk.files.values.first)
    file[4] = 9
    let payload = Int(file[8]) | Int(file[9]) << 8
    let checksum = file.withUnsafeBytes { bytes in
      FrameHeader.checksum(
        head: UnsafeRawBufferPointer(rebasing: bytes[0..<40]), payload: UnsafeRawBufferPointer(rebasing: bytes[40..<40 + payload]))
    }
    for byte in 0..<4 { file[32 + byte] = UInt8(truncatingIfNeeded: checksum >> (8 * byte)) }
    let name = SegmentName.of(1)
    #expect(JournalReader.list(SimulatedDisk(files: [name: file])).error == .unknownKind(file: name, offset: 0, kind: 9))
  }

  @Test(arguments: [
    (SimulatedDisk.Operation.write, SimulatedDisk.Fault.error(ENOSPC)), (.write, .error(EIO)), (.write, .partialWrite(ENOSPC)),
    (.synchronize, .error(EIO)), (.synchronize, .partialWrite(EIO)),
  ])
  func `a refused group does not come back, and its sequences are given again`(
    operation: SimulatedDisk.Operation, fault: SimulatedDisk.Fault
  ) throws {
    let disk = SimulatedDisk()
    var journal = Journal(on: disk)
    try journal.append([.sample("a")])
    disk.fail(operation, fault)
    #expect(throws: JournalError.self) { try journal.append([.sample("refused")]) }
    #expect(JournalReader.list(SimulatedDisk(files: disk.files)).records == ["1:a"])
    try journal.append([.sample("b")])
    #expect(JournalReader.list(disk).records == ["1:a", "2:b"])
  }

  @Test func `the first group of a segment can be refused too`() throws {
    let disk = SimulatedDisk()
    var journal = Journal(on: disk)
    disk.fail(.synchronize, .partialWrite(EIO), times: 2)
    #expect(throws: JournalError.self) { try journal.append([.sample("refused")]) }
    try journal.append([.sample("a")])
    #expect(JournalReader.list(disk).records == ["1:a"])
  }

  @Test func `a full disk is told when the next segment is made`() throws {
    let disk = SimulatedDisk()
    var journal = Journal(on: disk)
    disk.fail(.create, .error(ENOSPC))
    #expect(throws: JournalError.io(operation: "create", file: SegmentName.of(1), errno: ENOSPC)) { try journal.reopen() }
    try journal.append([.sample("a")])
    #expect(JournalReader.list(disk).records == ["1:a"])
  }

  @Test func `checksums are Castagnoli's`() {
    var crc = CRC32C()
    Array("123456789".utf8).withUnsafeBytes { crc.update($0) }
    #expect(crc.value == 0xe306_9283)
  }
}
