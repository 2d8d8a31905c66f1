import Jobs
import Usage
import Web

/// A job on the wire.
struct JobAnswer {
  let status: JobStatus

  var json: JSONValue {
    let (entry, runs) = (status.entry, status.runs)
    return [
      "name": .string(entry.job.rawValue), "purpose": .string(entry.purpose), "schedule": .string(entry.rhythm.words),
      "running": .bool(status.isRunning), "next_run": status.next.map { .string($0.description) } ?? .null,
      "last_run": runs.first.map(Self.json) ?? .null, "runs": .array(runs.map(Self.json)),
    ]
  }

  static func json(_ run: JobRun) -> JSONValue {
    [
      "job": .string(run.job.rawValue), "scheduled_for": .string(run.scheduledFor.description),
      "started_at": .string(run.startedAt.description), "finished_at": run.finishedAt.map { .string($0.description) } ?? .null,
      "duration_ms": run.milliseconds.map(JSONValue.integer) ?? .null, "status": .string(run.status.rawValue),
      "trigger": .string(run.trigger.rawValue),
      "dry_run": .bool(run.isDryRun), "counts": .object(run.counts.mapValues(JSONValue.integer)),
      "error": run.error.map(JSONValue.string) ?? .null,
    ]
  }

  static let runSchema: Schema = .object([
    "job": .string, "scheduled_for": .instant, "started_at": .instant, "finished_at": Schema.instant.orNull,
    "duration_ms": Schema.integer.orNull, "status": .oneOf(["running", "succeeded", "failed", "stopped"]),
    "trigger": .oneOf(["slot", "catchup", "manual"]), "dry_run": .boolean, "counts": .map(of: .integer), "error": Schema.string.orNull,
  ])

  static let listSchema: Schema = .object([
    "jobs": .array(
      of: .object([
        "name": .string, "purpose": .string, "schedule": .string, "running": .boolean, "next_run": Schema.instant.orNull,
        "last_run": runSchema.orNull, "runs": .array(of: runSchema),
      ]))
  ])
}
