import NIOCore

/// Rows that are sent together.
struct ImportBatch: Sendable {
  /// From 0 on.
  let index: Int
  let body: ByteBuffer
  /// The rows' numbers, by their places in the body.
  let rows: [Int]
  /// The number of the last row that was read for the batch, and where the file goes on behind it.
  let lastRow: Int
  let position: Int
  /// Rows that are not even sent.
  let rejected: [ImportReport.Rejection]
}

/// Cuts a file into batches.
struct ImportBatches {
  private let reader: any RowReader
  private(set) var row = 0
  private var index = 0
  private var bytes = RowBytes()

  static let rowLimit = 2000
  static let byteLimit = 4 << 20

  init(_ reader: any RowReader) {
    self.reader = reader
    bytes.reserve(1 << 20)
  }

  /// Leaves rows out. Returns how many there were.
  mutating func skip(_ count: Int) throws -> Int {
    for skipped in 0..<count {
      bytes.removeAll()
      if try reader.next(number: row + 1, into: &bytes) == .end { return skipped }
      row += 1
    }
    return count
  }

  /// nil at the end of the file.
  mutating func next(limit: Int = rowLimit) throws -> ImportBatch? {
    bytes.removeAll()
    var rows: [Int] = []
    var rejected: [ImportReport.Rejection] = []
    let first = row
    while rows.count < limit, bytes.bytes.count < Self.byteLimit, rejected.count < Self.rowLimit {
      let outcome = try reader.next(number: row + 1, into: &bytes)
      if outcome == .end { break }
      row += 1
      if case .rejected(let reason) = outcome { rejected.append(.init(row: row, field: nil, message: reason)) } else { rows.append(row) }
    }
    guard row > first else { return nil }
    defer { index += 1 }
    return ImportBatch(
      index: index, body: ByteBuffer(bytes: bytes.bytes), rows: rows, lastRow: row, position: reader.position, rejected: rejected)
  }
}
