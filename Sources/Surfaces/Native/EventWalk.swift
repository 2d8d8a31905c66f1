import Hummingbird
import Semantics
import Usage
import Web

/// Writes events page by page, no faster than the client takes them.
struct EventWalk: Sendable {
  enum Encoding: Sendable { case ndjson, csv }

  let records: any RecordSource
  let budget: QueryBudget
  let encoding: Encoding

  /// Events of one piece of the answer.
  private static let piece = 2000

  func body(_ first: RecordPage, of query: RecordQuery) -> ResponseBody {
    ResponseBody { writer in
      if encoding == .csv { try await writer.write(header) }
      var page = first
      while true {
        // The engine reads the next page while this one is written.
        let cursor = page.next
        async let following = self.page(after: cursor, of: query)
        try await write(page, to: &writer)
        guard let next = try await following else { break }
        page = next
      }
      try await writer.finish(nil)
    }
  }

  private func page(after cursor: RecordQuery.Cursor?, of query: RecordQuery) async throws -> RecordPage? {
    guard let cursor else { return nil }
    return try await records.records(query.continued(after: cursor), budget: budget)
  }

  private func write(_ page: RecordPage, to writer: inout any ResponseBodyWriter) async throws {
    for start in stride(from: 0, to: page.events.count, by: Self.piece) {
      try await writer.write(encoded(page.events[start..<min(start + Self.piece, page.events.count)]))
    }
  }

  private var header: ByteBuffer {
    var writer = CSVWriter()
    writer.row(EventField.allCases.map(\.definition.name))
    return writer.buffer
  }

  private func encoded(_ events: ArraySlice<RecordedEvent>) -> ByteBuffer {
    switch encoding {
    case .ndjson:
      var writer = JSONWriter(reservingCapacity: events.count * 512)
      StoredEventAnswer.forEachRow(of: events.lazy.map(\.event)) { row in writer.line { StoredEventAnswer.write(row, to: &$0) } }
      return writer.buffer
    case .csv:
      var writer = CSVWriter(reservingCapacity: events.count * 256)
      StoredEventAnswer.forEachRow(of: events.lazy.map(\.event)) { writer.row(StoredEventAnswer.cells($0)) }
      return writer.buffer
    }
  }
}
