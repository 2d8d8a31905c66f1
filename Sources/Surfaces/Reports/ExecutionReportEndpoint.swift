import Hummingbird
import Semantics
import Usage
import Web

extension ReportAPI {
  var executions: Endpoint {
    Endpoint(
      .get, "/v1/reports/executions", access: .scope(.read),
      .init(
        "reportExecutions", "How executions of generated code went: by model, by user, by agent and kind of error",
        description: "An execution that two agents failed in is one execution and two errors.", tags: ["Records"]),
      parameters: Self.parameters, answers: [.init(.ok, "The figures.", [.json: Self.executionSchema])]
    ) { call in
      let wish = try wish(call)
      async let summary = reports.executionSummary(wish.about, budget: budget)
      async let users = reports.executionsByUser(wish.about, limit: wish.limit, budget: budget)
      async let errors = reports.executionErrors(wish.about, budget: budget)
      return .json(try await Self.json(wish, summary, users, errors))
    }
  }

  private static func json(_ wish: Wish, _ summary: ExecutionSummary, _ users: [UserExecutions], _ errors: ExecutionErrors) -> JSONWriter {
    var writer = JSONWriter(reservingCapacity: 1024 + 100 * users.count)
    writer.object { writer in
      writer.period(wish.about.interval, wish.zone)
      writer.member("executions", summary.total)
      writer.member("successes", summary.successes)
      writer.member("success_rate", summary.total > 0 ? Double(summary.successes) / Double(summary.total) : nil)
      writer.member("users", summary.users)
      writer.member("chats", summary.chats)
      writer.member("failed_with_errors", errors.executions)
      writer.list("by_model", summary.models) { writer, model in
        writer.member("model", model.name)
        writer.member("executions", model.total)
        writer.member("successes", model.successes)
        writer.member("users", model.users)
      }
      writer.list("by_user", users) { writer, user in
        writer.member("user_id", user.user.text)
        writer.member("executions", user.total)
        writer.member("successes", user.successes)
        writer.member("first_at", user.first.description)
        writer.member("latest_at", user.latest.description)
      }
      writer.list("failed_agents", summary.failedAgents) { writer, agent in
        writer.member("agent", agent.name)
        writer.member("failures", agent.count)
      }
      writer.list("errors", errors.errors) { writer, error in
        writer.member("agent", error.agent)
        writer.member("category", error.category)
        writer.member("count", error.count)
      }
    }
    return writer
  }

  private static let executionSchema: Schema = .object([
    "period": .answeredPeriod, "executions": .integer, "successes": .integer, "success_rate": Schema.number.orNull, "users": .integer,
    "chats": .integer, "failed_with_errors": .integer,
    "by_model": .array(of: .object(["model": .string, "executions": .integer, "successes": .integer, "users": .integer])),
    "by_user": .array(
      of: .object(["user_id": .string, "executions": .integer, "successes": .integer, "first_at": .instant, "latest_at": .instant])),
    "failed_agents": .array(of: .object(["agent": .string, "failures": .integer])),
    "errors": .array(of: .object(["agent": .string, "category": .string, "count": .integer])),
  ])
}
