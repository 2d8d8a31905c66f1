import Foundation
import NIOCore

/// Brings batches to the server, again and again where it or the way to it is only busy.
struct BatchSender: Sendable {
  let connection: APIConnection
  var path = "/v1/events"
  /// Tries of one batch before the import is given up; what was acknowledged stays, and a later run goes on from there.
  var attempts = 12
  var pause: @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }

  private struct Reply: Decodable {
    struct Verdict: Decodable {
      let index: Int
      let verdict: String
      let field: String?
      let message: String?
    }
    let accepted: Int
    let duplicates: Int
    let verdicts: [Verdict]
    let ignored_fields: [String]?
  }

  func send(_ batch: ImportBatch) async throws -> ImportReport {
    var report = ImportReport()
    report.reject(batch.rejected)
    guard !batch.rows.isEmpty else { return report }
    let reply = try JSONDecoder().decode(Reply.self, from: Data(try await answer(to: batch).body.readableBytesView))
    report.take(accepted: reply.accepted, duplicates: reply.duplicates)
    report.ignore(reply.ignored_fields ?? [])
    report.reject(
      reply.verdicts.filter { $0.verdict == "rejected" && batch.rows.indices.contains($0.index) }
        .map { .init(row: batch.rows[$0.index], field: $0.field, message: $0.message ?? "") })
    return report
  }

  private func answer(to batch: ImportBatch) async throws -> APIConnection.Answer {
    for attempt in 1... {
      do {
        let answer = try await connection.post(path, batch.body, type: "application/x-ndjson")
        switch answer.status {
        case 200: return answer
        // Every event was rejected: the same members, beside those of a problem.
        case 422 where answer.text.contains("\"verdicts\""): return answer
        case 429, 503:
          guard attempt < attempts else { throw CommandFailure(APIConnection.explanation(answer.status, answer.text)) }
          try await pause(answer.retryAfter.map { .seconds($0) } ?? Self.backOff(attempt))
        default: throw CommandFailure(APIConnection.explanation(answer.status, answer.text))
        }
      } catch let failure as ConnectionFailure {
        guard attempt < attempts else { throw failure }
        try await pause(Self.backOff(attempt))
      }
    }
    preconditionFailure("the loop has no end")
  }

  private static func backOff(_ attempt: Int) -> Duration { .milliseconds(min(250 << attempt, 10_000)) }
}
