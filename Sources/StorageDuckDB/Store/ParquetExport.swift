import Foundation
import Semantics
import Storage
import Usage

extension DuckDBStore: RecordExporter {
  package func parquet(_ query: RecordQuery, budget: QueryBudget) async throws(QueryFailure) -> ExportedFile {
    guard let exportFolder else { throw .engine("there is no folder to export to") }
    let path = exportFolder + "/\(UInt64.random(in: .min ... .max))\(UInt64.random(in: .min ... .max)).parquet"
    let selection = Self.compiler.selection(EventField.allCases.map(\.wireColumn), of: query)
    // The engine binds no file name. This one is ours: digits in the folder that SQL may write to.
    let target = path.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''")
    let statement = "COPY (\(selection.text)) TO '\(target)' (FORMAT parquet, COMPRESSION zstd)"
    do {
      try await read(budget) { connection in _ = try connection.query(statement, selection.binds.map(Value.init)).all() }
    } catch {
      unlink(path)
      throw error
    }
    guard let file = ExportedFile(taking: path) else { throw .engine("the exported file cannot be read") }
    return file
  }
}

extension EventField {
  /// The column by its name and in its unit on the wire.
  fileprivate var wireColumn: SQL {
    switch self {
    // A product of decimals stays exact, a quotient becomes a floating-point number.
    case .cost: "CAST(CAST(cost_nano AS DECIMAL(18, 0)) * CAST(0.000000001 AS DECIMAL(10, 9)) AS DECIMAL(18, 9)) AS cost"
    case .duration: "duration_us / 1000 AS duration_ms"
    case .timeToFirstToken: "ttft_us / 1000 AS time_to_first_token_ms"
    case .audioSeconds: "audio_us / 1000000 AS audio_seconds"
    default: "\(self)"
    }
  }
}
