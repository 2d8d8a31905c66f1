import Foundation
import HTTPTypes
import Hummingbird
import Jobs
import NIOCore
import Usage
import Web

extension HousekeepingAPI {
  func listJobs(_ path: String, _ operation: String) -> Endpoint {
    Endpoint(
      .get, path, access: .scope(.admin),
      .init(operation, "What runs by itself: when, and how it went", tags: ["Housekeeping"]),
      answers: [.init(.ok, "The jobs with their last \(JobDesk.shownRuns) runs, newest first.", [.json: JobAnswer.listSchema])]
    ) { _ in
      .json(["jobs": .array(try await jobs.jobs().map { JobAnswer(status: $0).json })])
    }
  }

  func runJob(_ path: String, _ operation: String) -> Endpoint {
    Endpoint(
      .post, path, access: .scope(.admin),
      .init(
        operation, "Run a job now",
        description: "With `dry_run` nothing changes, and the run's counts are those that a real one would have. `GET /v1/jobs` tells how "
          + "it went.",
        tags: ["Housekeeping"]),
      parameters: [.path("name", .string, "The job's name."), .query("dry_run", .boolean, "true: change nothing.")],
      body: .init([.json: .object(["dry_run": .boolean], optional: ["dry_run"])], isRequired: false, limit: 4 << 10),
      answers: [
        .init(.accepted, "The run has begun.", [.json: JobAnswer.runSchema]), .problem(.notFound, "There is no such job."),
        .problem(.conflict, "The job is running already."),
      ]
    ) { call in
      let asked = try call.query.flag("dry_run")
      let body = try await call.body()
      let wish = body.readableBytes == 0 ? nil : try JSONBody.read(body, "{\"dry_run\": ...}", as: RunWish.self)
      do {
        let isDryRun = asked ?? wish?.dryRun ?? false
        let run = try await jobs.start(call.segment("name"), isDryRun: isDryRun, by: try call.principal)
        return .json(JobAnswer.json(run), status: .accepted)
      } catch let failure as JobFailure {
        throw Self.problem(failure)
      }
    }
  }

  private static func problem(_ failure: JobFailure) -> Problem {
    switch failure {
    case .unknown: Problem(.notFound, failure.description, title: "No such job")
    case .busy: Problem(.conflict, failure.description)
    case .timedOut, .leaseLost, .stopping: .busy(failure.description)
    }
  }
}

private struct RunWish: Decodable {
  let dryRun: Bool?

  private enum CodingKeys: String, CodingKey { case dryRun = "dry_run" }
}
