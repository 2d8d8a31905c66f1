import Testing

@testable import Backup

@Suite struct SnapshotReaderTests {
  private static let content = PartContent(
    table: "request", range: 1...9, columns: ["id"], totals: BackupTotals(rows: 2, fingerprint: "7", sums: [:], spans: [:]))
  private static let head = SnapshotHead(weir: "1", engine: "e", schema: 4, sequence: 9, createdAt: "2026-03-01T00:00:00Z")

  private static func stream() throws -> [UInt8] {
    try Array(SnapshotLine.head(head).encoded()) + Array(SnapshotLine.part(content, bytes: 3).encoded()) + [10, 123, 10]
      + Array(SnapshotLine.part(content, bytes: 0).encoded()) + Array(SnapshotLine.unchanged(content).encoded())
      + Array(SnapshotLine.end.encoded())
  }

  /// With the bytes of one file put together: where they are cut is no matter.
  private static func joined(_ events: [SnapshotReader.Event]) -> [SnapshotReader.Event] {
    events.reduce(into: []) { joined, event in
      if case .bytes(let more) = event, case .bytes(let before)? = joined.last {
        joined[joined.count - 1] = .bytes((before + more)[...])
      } else {
        joined.append(event)
      }
    }
  }

  @Test(arguments: [1, 2, 7, 100_000]) func `a stream is taken apart, however it is cut`(size: Int) throws {
    var reader = SnapshotReader()
    let stream = try Self.stream()
    let events = try stride(from: 0, to: stream.count, by: size).flatMap {
      try reader.take(Array(stream[$0..<min($0 + size, stream.count)]))
    }
    #expect(
      Self.joined(events) == [
        .head(Self.head), .part(Self.content, bytes: 3), .bytes([10, 123, 10]), .partEnd, .part(Self.content, bytes: 0), .partEnd,
        .unchanged(Self.content), .end,
      ])
  }

  @Test(arguments: ["nonsense\n", "{}\n", "{\"end\":true}\n{\"end\":true}\n", "{\"bytes\":3}\n"])
  func `what is no such stream is refused`(text: String) {
    var reader = SnapshotReader()
    #expect(throws: BackupFailure.incomplete) { try reader.take(Array(text.utf8)) }
  }
}
