import Jobs
import Storage
import Usage

extension DuckDBStore: TrimmingStore {
  package func trim(_ log: TrimmedLog, before: Timestamp, isDryRun: Bool) async throws -> Int {
    let rows =
      switch log {
      case .quarantine: "FROM quarantine WHERE received_at < $1"
      case .audit: "FROM audit WHERE changed_at < $1"
      // The latest success tells what was missed, however long ago it was.
      case .jobRuns:
        """
        FROM job_runs WHERE started_at < $1 AND status <> 'running' AND (job, scheduled_for) NOT IN
          (SELECT (job, max(scheduled_for)) FROM job_runs WHERE status = 'succeeded' AND trigger <> 'manual' GROUP BY job)
        """
      }
    return try await writer.run { connection in
      guard isDryRun else { return try connection.query("DELETE " + rows, [Value(before)]).changedCount }
      return Int(try connection.query("SELECT count(*) " + rows, [Value(before)]).all().first?.first?.whole ?? 0)
    }
  }
}

extension DuckDBStore: MaintainedStore {
  package func mergeRollUps() async throws -> Int {
    let merge = Self.compiler.mergeRollUps(into: "merged_rollup").text
    return try await writer.run { connection in
      try connection.execute("CREATE OR REPLACE TEMP TABLE merged_rollup AS SELECT * FROM request_rollup LIMIT 0; " + merge)
      let counts = try connection.query("SELECT (SELECT count(*) FROM request_rollup), (SELECT count(*) FROM merged_rollup)").all()
      let saved = Int((counts.first?[0].whole ?? 0) - (counts.first?[1].whole ?? 0))
      if saved > 0 {
        try connection.transaction {
          try connection.execute("DELETE FROM request_rollup; INSERT INTO request_rollup SELECT * FROM merged_rollup")
        }
      }
      try connection.execute("DROP TABLE merged_rollup")
      return saved
    }
  }

  package func compact() async throws -> Int64 {
    let before = size
    try await checkpoint()
    return max(0, before - size)
  }
}
