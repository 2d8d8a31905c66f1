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
      ],
      answers: [.init(.ok, "The rows.", [.json: UsersAnswer.schema])]
    ) { call in
      var document = try QuestionParameters.document(call.query, metrics: UsersReport.metrics)
      document.dimensions = [Attribute.user.name]
      document.order = ["-" + Metric.cost.name, "-" + Metric.topLevelRequests.name]
      document.limit = document.limit ?? 1_000
      let scope = try call.principal.projects, now = clock.now()
      let plan = try Plan(document, scope: scope, now: now, zone: zone)
      return .json(try await users.answer(plan, hasFilter: document.filter != nil, now: now).json)
    }
  }
}
