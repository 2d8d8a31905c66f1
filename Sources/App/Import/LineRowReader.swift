import Ingest

/// NDJSON: an event a line. A line that is none goes to the server as it is, which says why it takes it not.
final class LineRowReader: RowReader {
  private let file: FileBytes
  private let rows: JSONRows
  private var lines: Lines
  private(set) var position: Int
  let ignored: [String] = []

  init(_ file: FileBytes, _ plan: RowPlan) {
    self.file = file
    rows = JSONRows(plan)
    position = file.start
    lines = Lines(file.bytes, from: file.start)
  }

  func next(number: Int, into row: inout RowBytes) -> RowOutcome {
    guard let line = lines.next() else { return .end }
    position = line.upperBound
    if !rows.write(file.bytes, line, number: number, to: &row) { row.line(UnsafeRawBufferPointer(rebasing: file.bytes[line])) }
    return .written
  }
}
