import Accounts
import Jobs
import Surfaces
import Web

/// What runs by itself, how it went, and the way to run it now.
struct JobsPage: Page {
  let path = "/jobs"
  let title = JobsTexts.title
  let place = NavigationPlace.jobs
  let permission = Permission.administration
  let controls = PageControls.none

  private static let source = Panel.Source("/v1/jobs")

  var actions: [PageAction] {
    [
      PageAction("run", done: JobsTexts.begun) { visit, fields in
        do {
          let jobs = visit.ports.administration.jobs
          _ = try await jobs.start(fields["job"] ?? "", isDryRun: fields["dry_run"] == "true", by: visit.reader)
          return .done()
        } catch let failure as JobFailure {
          return .refused([:], message: failure.description)
        }
      }
    ]
  }

  func panels(_ visit: Visit) async -> [Panel] {
    let jobs = Task { try await visit.ports.administration.jobs.jobs() }
    return [
      Panel("jobs", JobsTexts.jobs, sources: [Self.source]) { JobTable(jobs: try await jobs.value, visit: visit).body },
      Panel("runs", JobsTexts.runs, sources: [Self.source]) { RunTable(jobs: try await jobs.value, visit: visit).body },
    ]
  }
}
