import HTTPTypes
import Hummingbird
import Semantics
import Usage
import Web

extension NativeAPI {
  var exportRequests: Endpoint {
    Endpoint(
      .get, "/v1/export", access: .scope(.read),
      .init(
        "exportRequests", "The recorded events as a file",
        description: "NDJSON and CSV in the order of arrival, as long as it takes; Parquet in no particular order.", tags: ["Usage"]),
      parameters: [.query("format", .oneOf(ExportFormat.allCases.map(\.rawValue)), "`ndjson` if absent.")] + QuestionParameters.period
        + QuestionParameters.filters,
      answers: [.init(.ok, "The file. An answer that breaks off is not whole.", ExportFormat.content)]
    ) { call in
      let format: ExportFormat = try call.query.choice("format") ?? .ndjson
      let query = RecordQuery(walking: try recordPlan(call))
      let body =
        switch format {
        case .ndjson: EventWalk(records: records, budget: budget, encoding: .ndjson).body(try await firstPage(query), of: query)
        case .csv: EventWalk(records: records, budget: budget, encoding: .csv).body(try await firstPage(query), of: query)
        case .parquet: parquet(query)
        }
      return Response(
        status: .ok,
        headers: [
          .contentType: format.type.header, .contentDisposition: "attachment; filename=\"requests.\(format.rawValue)\"",
          .cacheControl: "no-store",
        ], body: body)
    }
  }

  /// Asked for before the answer begins, so that a question that fails still gets its status.
  private func firstPage(_ query: RecordQuery) async throws -> RecordPage { try await records.records(query, budget: budget) }

  private func parquet(_ query: RecordQuery) -> ResponseBody {
    var budget = budget
    // The whole table may take longer than an answer's beginning may.
    budget.time = .seconds(1800)
    return ResponseBody { [exporter, budget] writer in
      try await FileSending(file: exporter.parquet(query, budget: budget)).send(to: &writer)
      try await writer.finish(nil)
    }
  }
}

enum ExportFormat: String, CaseIterable, Sendable {
  case ndjson, csv, parquet

  static let content: KeyValuePairs<ContentType, Schema> = [.ndjson: .string, .csv: .string, "application/vnd.apache.parquet": .string]

  var type: ContentType {
    switch self {
    case .ndjson: .ndjson
    case .csv: .csv
    case .parquet: "application/vnd.apache.parquet"
    }
  }
}
