import Ingest
import Usage

/// Writes encoded events into the request table, column by column, without building a String on the way.
struct RequestAppender {
  private let appender: Appender

  /// Field 0 lies in column 1: column 0 is the sequence.
  private static let kinds = EventField.allCases.map(\.definition.kind)

  init(_ connection: Connection) throws(DuckDBFailure) {
    appender = try Appender(connection, table: "request")
  }

  func append(_ slices: [SinkBatch.Slice]) throws(DuckDBFailure) {
    var row = 0
    for slice in slices {
      var sequence = Int64(slice.firstSequence)
      for index in slice.rows {
        write(slice.block[index], sequence, row)
        sequence += 1
        row += 1
        guard row == ChunkWriter.capacity else { continue }
        try appender.append(rows: row)
        row = 0
      }
    }
    if row > 0 { try appender.append(rows: row) }
    try appender.flush()
  }

  private func write(_ event: EventRow, _ sequence: Int64, _ row: Int) {
    appender.chunk.setInt64(0, row, sequence)
    var reader = event.makeReader()
    while let field = reader.next() {
      switch Self.kinds[field] {
      case .text, .tags: appender.chunk.setUTF8(field + 1, row, reader.text())
      case .integer, .timestamp, .duration, .money: appender.chunk.setInt64(field + 1, row, reader.integer())
      case .boolean: appender.chunk.setBool(field + 1, row, reader.boolean())
      }
    }
  }
}
