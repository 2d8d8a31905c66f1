import Jobs
import Semantics
import Surfaces
import Usage
import Web

/// The latest runs of all jobs, newest first.
struct RunTable {
  let jobs: [JobStatus]
  let visit: Visit

  var body: PanelBody {
    let state = visit.table("runs")
    let runs = jobs.flatMap(\.runs).sorted { ($0.startedAt, $0.job.rawValue) > ($1.startedAt, $1.job.rawValue) }
    guard !runs.isEmpty else { return PanelBody(EmptyState(title: JobsTexts.noRuns, advice: JobsTexts.noRunsAdvice).html) }
    let search = SearchBox(label: JobsTexts.search, state: state).html
    let found = runs.filter { state.search.isEmpty || $0.job.rawValue.contains(state.search) }
    guard !found.isEmpty else {
      return PanelBody(search + EmptyState(title: JobsTexts.noSuchRuns, advice: JobsTexts.noSuchRunsAdvice).html)
    }
    let body = SortableTable(DataTable(columns, rows: found.map(row)), caption: JobsTexts.runs, state: state, pageSize: 20).body
    return PanelBody(search + body.html, table: body.table)
  }

  private var columns: [DataTable.Column] {
    [
      .init("started_at", JobsTexts.started), .init("job", JobsTexts.job), .init("status", JobsTexts.state),
      .init("trigger", JobsTexts.trigger), .init("duration_ms", JobsTexts.duration, .milliseconds), .init("counts", JobsTexts.counts),
      .init("error", JobsTexts.error),
    ]
  }

  private func row(_ run: JobRun) -> [DataTable.Cell] {
    [
      .init(.instant(run.startedAt), html: TimeText(run.startedAt, in: visit.selection.zone).html), .text(run.job.rawValue),
      .init(.text(JobsTexts.words(run.status)), html: run.status.mark.html),
      .text(JobsTexts.words(run.trigger, isDryRun: run.isDryRun)),
      .init(run.milliseconds.map(Value.integer) ?? .null, html: run.milliseconds.map { Figure(.real(Double($0)), .milliseconds).html }),
      counts(run), run.error.map { .init(.text($0), html: "<span class=\"wrap\">\($0)</span>") } ?? .init(.null),
    ]
  }

  /// What a run has changed is in the audit log, under the job's name.
  private func counts(_ run: JobRun) -> DataTable.Cell {
    let words = JobsTexts.counts(run.counts)
    let link: HTML? =
      run.isDryRun || run.counts.values.allSatisfy { $0 == 0 }
      ? nil
      : " <a href=\"\(AuditLogPage.address(who: run.job.auditName, on: visit.selection.zone.date(of: run.startedAt)))\">\(JobsTexts.audit)</a>"
    return .init(.text(words), html: "<span class=\"wrap\">\(words)\(link)</span>")
  }
}
