import Usage

@testable import Ingest

/// Blocks of events of which only the id matters.
func sampleBlock(_ ids: [String]) -> EventBlock {
  var builder = EventBlockBuilder()
  for id in ids {
    var event = UsageEvent(id: ID(id), timestamp: Timestamp(seconds: 1), project: ID("acme"), source: "api")
    event.model = "gpt-4o"
    builder.append(event)
  }
  return builder.take()
}

func sampleQuarantine(_ id: String) -> QuarantinedEvent {
  QuarantinedEvent(
    id: id, receivedAt: Timestamp(microseconds: 1_700_000_000_000_001), project: ID("acme"), source: "api",
    rejection: Rejection(.wrongType, field: "model", "must be a string"), body: #"{"model": "caf\u00e9 \#u{1F600}"}"#)
}

extension JournalRecord {
  static func sample(_ ids: String...) -> JournalRecord { .events(sampleBlock(ids), rows: 0..<ids.count) }

  /// "7:id" for each record, from its first sequence on.
  func listed(from first: UInt64) -> [String] {
    switch self {
    case .events(let block, let rows): rows.map { "\(first + UInt64($0 - rows.lowerBound)):\(block[$0].decoded().id.text)" }
    case .quarantined(let events): events.enumerated().map { "\(first + UInt64($0)):rejected \($1.id)" }
    }
  }
}

extension JournalReader {
  /// All that is there, and the error that ended it.
  static func list(_ disk: some JournalFiles, after stored: UInt64 = 0) -> (records: [String], last: UInt64, error: JournalError?) {
    var records: [String] = []
    do throws(JournalError) {
      var reader = try JournalReader(files: disk, after: stored)
      while let (record, first) = try reader.next() { records += record.listed(from: first) }
      return (records, reader.lastSequence, nil)
    } catch {
      return (records, 0, error)
    }
  }
}

extension Journal {
  init(on disk: some JournalFiles, segmentBytes: Int = 1 << 16, next: UInt64 = 1) {
    self.init(files: disk, segmentBytes: segmentBytes, nextSequence: next, shelf: SegmentShelf())
  }
}
