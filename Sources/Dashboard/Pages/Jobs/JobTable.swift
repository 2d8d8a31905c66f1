import Jobs
import Semantics
import Surfaces
import Web

/// The jobs, each with its last run and the ways to run it.
struct JobTable {
  let jobs: [JobStatus]
  let visit: Visit

  var body: PanelBody {
    let columns: [DataTable.Column] = [
      .init("job", JobsTexts.job), .init("schedule", JobsTexts.schedule), .init("state", JobsTexts.state),
      .init("last_run", JobsTexts.lastRun), .init("duration_ms", JobsTexts.duration, .milliseconds), .init("counts", JobsTexts.counts),
      .init("next_run", JobsTexts.nextRun),
    ]
    let table = DataTable(columns, rows: jobs.map(row))
    let body = SortableTable(table, caption: JobsTexts.jobs, state: visit.table("jobs")).body
    guard jobs.contains(where: \.isRunning) else { return body }
    let again: HTML =
      "<p class=\"actions\"><a class=\"button quiet\" href=\"\(visit.selection.address(visit.path))\">\(JobsTexts.reload)</a></p>"
    return PanelBody(body.html + again, table: body.table)
  }

  private func row(_ job: JobStatus) -> [DataTable.Cell] {
    let name = job.entry.job.rawValue, last = job.runs.first
    let runs = visit.selection.setting("runs.q", name).address(visit.path) + "#runs"
    return [
      .init(.text(name), html: "<a href=\"\(runs)\">\(name)</a><span class=\"about\">\(job.entry.purpose)</span>"),
      .init(.text(job.entry.rhythm.words), html: "<span class=\"wrap\">\(job.entry.rhythm.words)</span>"), state(job),
      last.map { .init(.instant($0.startedAt), html: TimeText($0.startedAt, in: visit.selection.zone).html) } ?? .init(.null),
      .init(last?.milliseconds.map(Value.integer) ?? .null, html: last?.milliseconds.map { Figure(.real(Double($0)), .milliseconds).html }),
      last.map { .init(.text(JobsTexts.counts($0.counts)), html: "<span class=\"wrap\">\(JobsTexts.counts($0.counts))</span>") }
        ?? .init(.null),
      next(job, name),
    ]
  }

  private func state(_ job: JobStatus) -> DataTable.Cell {
    if job.isRunning { return .init(.text(JobsTexts.running), html: StateMark(.warning, JobsTexts.running).html) }
    guard let last = job.runs.first else { return .init(.text(JobsTexts.never)) }
    return .init(.text(JobsTexts.words(last.status)), html: last.status.mark.html)
  }

  private func next(_ job: JobStatus, _ name: String) -> DataTable.Cell {
    let time = job.next.map { TimeText($0, in: visit.selection.zone).html }
    let dry = ActionForm(
      "run", submit: JobsTexts.dryRun, hidden: [("job", name), ("dry_run", "true")], isQuiet: true, visit: visit)
    let now = ActionForm(
      "run", submit: JobsTexts.run, hidden: [("job", name), ("dry_run", "false")],
      confirmation: (JobsTexts.run, JobsTexts.confirm(name)), visit: visit)
    return .init(job.next.map(Value.instant) ?? .null, html: "\(time)<div class=\"row-actions\">\(dry.html)\(now.html)</div>")
  }
}

extension JobRun.Status {
  var mark: StateMark {
    switch self {
    case .running: StateMark(.warning, JobsTexts.words(self))
    case .succeeded: StateMark(.good, JobsTexts.words(self))
    case .failed: StateMark(.bad, JobsTexts.words(self))
    case .stopped: StateMark(.info, JobsTexts.words(self))
    }
  }
}
