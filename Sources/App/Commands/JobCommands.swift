import Foundation
import NIOCore

/// `weir jobs`.
package struct JobCommands: Sendable {
  private let connection: APIConnection

  private static let pace = Duration.milliseconds(200)

  package init(_ connection: APIConnection) { self.connection = connection }

  package struct Run: Decodable, Sendable {
    package let job: String
    package let started_at: String
    package let status: String
    package let trigger: String
    package let dry_run: Bool
    package let duration_ms: Int64?
    package let counts: [String: Int64]
    package let error: String?

    package var isRunning: Bool { status == "running" }
  }

  package struct Job: Decodable, Sendable {
    package let name: String
    package let schedule: String
    package let running: Bool
    package let next_run: String?
    package let last_run: Run?
    let runs: [Run]
  }

  private struct Jobs: Decodable {
    let jobs: [Job]
  }

  package func list() async throws -> [Job] {
    let answer = try await connection.get("/v1/jobs").accepted()
    return try JSONDecoder().decode(Jobs.self, from: Data(answer.readableBytesView)).jobs
  }

  /// Returns when the run is over, and how it went.
  package func run(_ name: String, isDryRun: Bool) async throws -> Run {
    let wish = ByteBuffer(string: "{\"dry_run\":\(isDryRun)}")
    let answer = try await connection.post("/v1/jobs/" + name.segment + "/run", wish, type: "application/json").accepted()
    let begun = try JSONDecoder().decode(Run.self, from: Data(answer.readableBytesView))
    while true {
      let found = try await list().first { $0.name == begun.job }?.runs.first { $0.started_at == begun.started_at }
      guard let found else { throw CommandFailure("The server knows nothing of the run any more.") }
      if !found.isRunning { return found }
      try await Task.sleep(for: Self.pace)
    }
  }
}

extension JobCommands {
  package static func table(_ jobs: [Job]) -> String {
    let rows = jobs.map { job in
      [
        job.name, job.schedule, job.running ? "running" : job.last_run?.status ?? "never ran", job.last_run?.started_at ?? "-",
        job.last_run.map { counts($0.counts) } ?? "-", job.next_run ?? "-",
      ]
    }
    let header = ["job", "schedule", "state", "last run", "counts", "next run"]
    return TextTable(header: header, rows: rows, numbers: header.map { _ in false }).text
  }

  package static func summary(_ run: Run) -> String {
    let kind = run.dry_run ? "\(run.job) (dry run, nothing was changed)" : run.job
    return "\(kind): \(run.status) after \(run.duration_ms ?? 0) ms; \(counts(run.counts))" + (run.error.map { "\n" + $0 } ?? "")
  }

  private static func counts(_ counts: [String: Int64]) -> String {
    counts.isEmpty ? "nothing to do" : counts.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
  }
}
