import Ingest

/// Reads a file row by row and writes each as an event.
package protocol RowReader: AnyObject {
  /// Where in the file it is, in bytes.
  var position: Int { get }
  /// Columns or members that no event has.
  var ignored: [String] { get }

  /// - Parameter number: of the row, from 1 on.
  func next(number: Int, into row: inout RowBytes) throws -> RowOutcome
}

package enum RowOutcome: Hashable, Sendable {
  case written
  case rejected(String)
  case end
}

package enum ImportFormat: String, CaseIterable, Sendable {
  case auto, ndjson, json, csv

  /// - Parameter path: what is known of the file besides its bytes.
  package func reader(_ file: FileBytes, path: String, _ plan: RowPlan) throws -> any RowReader {
    switch self == .auto ? Self.guess(file, path) : self {
    case .csv: try CSVRowReader(file, plan)
    case .json: try JSONRowReader(file, plan)
    case .auto, .ndjson: LineRowReader(file, plan)
    }
  }

  private static func guess(_ file: FileBytes, _ path: String) -> ImportFormat {
    let name = path.lowercased()
    if name.hasSuffix(".csv") { return .csv }
    if name.hasSuffix(".ndjson") || name.hasSuffix(".jsonl") { return .ndjson }
    let start = file.start
    guard let first = file.bytes[start...].first(where: { $0 > 0x20 }) else { return .ndjson }
    guard first == UInt8(ascii: "{") || first == UInt8(ascii: "[") else { return .csv }
    return isNDJSON(file.bytes, start) ? .ndjson : .json
  }

  private static func isNDJSON(_ bytes: UnsafeRawBufferPointer, _ start: Int) -> Bool { Lines(bytes, from: start).areDocuments() }
}

extension FileBytes {
  /// Behind the byte order mark, if there is one.
  var start: Int { bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0 }
}
