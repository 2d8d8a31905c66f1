import Accounts
import HTTPTypes
import Hummingbird
import Semantics
import Usage
import Web

extension SpendingAPI {
  var usersUsage: Endpoint {
    Endpoint(
      .get, "/v1/usage/users", access: .scope(.read),
      .init(
        "usersUsage", "Usage by user, with their budgets",
        description:
          "The most expensive first. The row without a user is what ran by itself. Who has a budget is listed also without usage in "
          + "the period, unless there are filters. `ceilings` are those of this day and month, whatever the period.",
        tags: ["Usage", "Budgets"]),
      parameters: QuestionParameters.period + QuestionParameters.filters + [
        .query("limit", .integer(1...10_000), "At most so many rows; 1,000 if absent."),
        .query("offset", .integer(0...1_000_000), "How many rows to leave out."),
        .query("order", .string, "cost, top_level_requests, total_tokens, last_seen or user_id; a leading - means descending."),
        QuestionParameters.search("Only users with these letters in their id, name or e-mail."),
      ],
      answers: [.init(.ok, "The rows.", [.json: UsersAnswer.schema])]
    ) { call in
      var document = try QuestionParameters.document(call.query, metrics: UsersReport.metrics)
      document.dimensions = [Attribute.user.name]
      if document.order.isEmpty { document.order = ["-" + Metric.cost.name, "-" + Metric.topLevelRequests.name] }
      document.limit = document.limit ?? 1_000
      let scope = try call.principal.projects, now = clock.now()
      var plan = try Plan(document, scope: scope, now: now, zone: zone)
      let words = QuestionParameters.search(call.query)
      if let words { plan = plan.narrowed(to: try await users.filter(finding: words, in: scope)) }
      return .json(try await users.answer(plan, hasFilter: words != nil || document.filter != nil, now: now).json)
    }
  }
}
