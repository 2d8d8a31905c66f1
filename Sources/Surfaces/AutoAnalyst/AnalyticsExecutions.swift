import Hummingbird
import Semantics
import Usage
import Web

extension AutoAnalystAPI {
  var executions: [Endpoint] {
    [
      question(
        "/code-executions/summary", "ExecutionSummary", "How often generated code worked", parameters: [AnalyticsPeriod.parameter],
        handler: executionSummary),
      question(
        "/code-executions/detailed", "Executions", "Executions, the newest first",
        parameters: [
          AnalyticsPeriod.parameter, .query("success_filter", .boolean, "Only those that worked, or only those that did not."),
          .query("user_id", .integer, "One user's; 0 means all."), .query("model_name", .string, "One model's; empty means all."),
          AnalyticsPage.limitParameter,
        ], handler: listExecutions),
      question(
        "/code-executions/users", "ExecutionUsers", "Executions by user",
        parameters: [AnalyticsPeriod.parameter, AnalyticsPage.limitParameter], handler: executionUsers),
      question(
        "/code-executions/error-analysis", "ExecutionErrors", "What went wrong, by kind and agent",
        parameters: [AnalyticsPeriod.parameter], handler: executionErrors),
    ]
  }

  func stretch(_ period: AnalyticsPeriod, _ call: Call) throws -> ActivityStretch {
    ActivityStretch(try call.principal.projects, period.interval)
  }

  private func executionSummary(_ call: Call) async throws -> Response {
    let period = AnalyticsPeriod(call.query, now: clock.now())
    let summary = try await activity.executionSummary(stretch(period, call), budget: budget)
    var json = JSONWriter()
    json.object { json in
      period.writeAll(to: &json)
      json.key("overall_stats")
      json.object { json in
        Self.writeOutcomes(summary.total, summary.successes, to: &json)
        json.member("total_users", summary.users)
        json.member("total_chats", summary.chats)
      }
      json.key("model_performance")
      json.array { list in
        for model in summary.models {
          list.object { json in
            json.member("model_name", model.name)
            json.member("total_executions", model.total)
            json.member("successful_executions", model.successes)
            json.member("success_rate", share(Double(model.successes), of: Double(model.total)))
            json.member("user_count", model.users)
          }
        }
      }
      Self.write(summary.failedAgents, "failed_agents", ("agent_name", "failure_count"), to: &json)
    }
    return .json(json)
  }

  private static func writeOutcomes(_ total: Int64, _ successes: Int64, to json: inout JSONWriter) {
    json.member("total_executions", total)
    json.member("successful_executions", successes)
    json.member("failed_executions", total - successes)
    json.member("success_rate", share(Double(successes), of: Double(total)))
  }

  private static func write(_ counts: [NamedCount], _ list: String, _ keys: (name: String, count: String), to json: inout JSONWriter) {
    json.key(list)
    json.array { list in
      for count in counts {
        list.object { json in
          json.member(keys.name, count.name)
          json.member(keys.count, count.count)
        }
      }
    }
  }

  private func listExecutions(_ call: Call) async throws -> Response {
    let period = AnalyticsPeriod(call.query, now: clock.now())
    var parameters = AnalyticsParameters(call.query)
    var conditions: [String: RecordCell] = [:]
    if let success = parameters.flag("success_filter") { conditions["success"] = .boolean(success) }
    if let user = parameters.integer("user_id"), user != 0 { conditions["user_id"] = .text(String(user)) }
    if let model = parameters.text("model_name"), !model.isEmpty { conditions["model"] = .text(model) }
    let page = AnalyticsPage(limit: parameters.integer("limit") ?? 100, offset: 0)
    try parameters.check()
    let query = ActivityQuery<ExecutionRecord>(
      scope: try call.principal.projects, interval: period.interval, where: conditions, limit: page.rowLimit)
    let found = page.isEmpty ? [] : try await activity.activity(query, budget: budget).records
    var json = JSONWriter()
    json.object { json in
      period.writeAll(to: &json)
      json.member("count", Int64(found.count))
      json.key("executions")
      json.array { list in for record in found { record.write(to: &list) } }
    }
    return .json(json)
  }

  private func executionUsers(_ call: Call) async throws -> Response {
    let period = AnalyticsPeriod(call.query, now: clock.now())
    var parameters = AnalyticsParameters(call.query)
    let page = AnalyticsPage(limit: parameters.integer("limit") ?? 50, offset: 0)
    try parameters.check()
    let users = page.isEmpty ? [] : try await activity.executionsByUser(stretch(period, call), limit: page.rowLimit, budget: budget)
    var json = JSONWriter()
    json.object { json in
      period.writeAll(to: &json)
      json.key("users")
      json.array { list in
        for user in users {
          list.object { json in
            json.member("user_id", id: user.user)
            Self.writeOutcomes(user.total, user.successes, to: &json)
            json.member("first_execution", user.first.analyticsText)
            json.member("latest_execution", user.latest.analyticsText)
          }
        }
      }
    }
    return .json(json)
  }

  private func executionErrors(_ call: Call) async throws -> Response {
    let period = AnalyticsPeriod(call.query, now: clock.now())
    let found = try await activity.executionErrors(stretch(period, call), budget: budget)
    let agents = Dictionary(grouping: found.errors, by: \.agent).mapValues { errors in errors.map { NamedCount($0.category, $0.count) } }
    var json = JSONWriter()
    json.object { json in
      period.writeAll(to: &json)
      json.member("total_failed_executions", found.executions)
      Self.write(Self.ranked(found.errors.map { NamedCount($0.category, $0.count) }), "error_types", ("error_type", "count"), to: &json)
      json.key("error_by_agent")
      json.array { list in
        for agent in Self.ranked(found.errors.map { NamedCount($0.agent, $0.count) }) {
          list.object { json in
            json.member("agent_name", agent.name)
            json.member("error_count", agent.count)
            Self.write(Self.ranked(agents[agent.name] ?? []), "common_errors", ("error_type", "count"), to: &json)
          }
        }
      }
    }
    return .json(json)
  }

  /// Equal names added up; the most frequent first, then by name.
  private static func ranked(_ counts: [NamedCount]) -> [NamedCount] {
    Dictionary(counts.map { ($0.name, $0.count) }, uniquingKeysWith: +).map { NamedCount($0, $1) }
      .sorted { $0.count == $1.count ? $0.name < $1.name : $0.count > $1.count }
  }
}
