import Accounts
import HTTPTypes
import Hummingbird
import Semantics
import Usage
import Web

/// Who was there and what they thought: activity, chats and feedback in figures.
package struct PeopleAPI: Sendable {
  package typealias Records = AudienceReports & ActivitySource

  private let engine: any QueryEngine
  private let records: any Records
  private let names: any NameDirectory
  private let clock: TimeSource
  private let zone: Zone
  private let budget: QueryBudget

  package init(
    engine: any QueryEngine, records: any Records, names: any NameDirectory, clock: TimeSource, zone: Zone, budget: QueryBudget
  ) {
    self.engine = engine
    self.records = records
    self.names = names
    self.clock = clock
    self.zone = zone
    self.budget = budget
  }

  package var endpoints: [Endpoint] { [userActivity, chatsUsage, feedbackFigures] }

  private static let granularity = Parameter.query(
    "granularity", .oneOf(Granularity.allCases.map(\.name)), "The width of a bucket; `day` if absent.")

  private var userActivity: Endpoint {
    Endpoint(
      .get, "/v1/usage/activity", access: .scope(.read),
      .init(
        "userActivity", "Active and new users over time, and how long chats last",
        description: "A user is new in the bucket of the first request ever that the filters keep.", tags: ["Usage"]),
      parameters: QuestionParameters.period + QuestionParameters.filters + [Self.granularity],
      answers: [.init(.ok, "The figures, with empty buckets.", [.json: UserActivity.schema])]
    ) { call in
      var document = try QuestionParameters.document(call.query, metrics: UserActivity.metrics)
      document.granularity = call.query["granularity"] ?? Granularity.day.name
      document.fill = true
      let plan = try Plan(document, scope: call.principal.projects, now: clock.now(), zone: zone)
      return .json(try await UserActivity(plan, engine: engine, reports: records, budget: budget).json)
    }
  }

  private var chatsUsage: Endpoint {
    Endpoint(
      .get, "/v1/usage/chats", access: .scope(.read),
      .init(
        "chatsUsage", "Usage by chat, with what is known of the chats",
        description: "The last active first. Only chats in which there were requests in the period.", tags: ["Usage"]),
      parameters: QuestionParameters.period + QuestionParameters.filters + [
        QuestionParameters.search("Only chats with these letters in their id or title, or in their user's id, name or e-mail."),
        .query("order", .string, "last_seen, cost, requests, total_tokens or chat_id; a leading - means descending."),
        .query("limit", .integer(1...1_000), "At most so many rows; 100 if absent."),
        .query("offset", .integer(0...1_000_000), "How many rows to leave out."),
      ],
      answers: [.init(.ok, "The chats.", [.json: ChatsAnswer.schema])]
    ) { call in
      var document = try QuestionParameters.document(call.query, metrics: ChatsReport.metrics)
      document.dimensions = [Attribute.chat.name]
      document.limit = Int(try call.query.integer("limit", in: 1...1_000) ?? 100)
      if document.order.isEmpty { document.order = ["-" + Metric.lastSeen.name, "-" + Metric.requests.name] }
      let plan = try Plan(document, scope: call.principal.projects, now: clock.now(), zone: zone)
      let report = ChatsReport(engine: engine, source: records, names: names, budget: budget)
      return .json(try await report.answer(plan, finding: QuestionParameters.search(call.query)).json)
    }
  }

  private var feedbackFigures: Endpoint {
    Endpoint(
      .get, "/v1/feedback/figures", access: .scope(.read),
      .init(
        "feedbackFigures", "Feedback in figures: its distribution, by model and over time",
        description: "`won` and `lost` are thumbs: ratings of exactly 1 and -1. Buckets without feedback are left out.", tags: ["Records"]),
      parameters: QuestionParameters.period + [Self.granularity] + FeedbackSelection.parameters + [
        QuestionParameters.search("Only feedback with these letters in it.")
      ],
      answers: [.init(.ok, "The figures.", [.json: FeedbackAnswer.schema])]
    ) { call in
      var document = try QuestionParameters.document(call.query, metrics: [.requests])
      (document.filter, document.granularity) = (nil, call.query["granularity"] ?? Granularity.day.name)
      let plan = try Plan(document, scope: call.principal.projects, now: clock.now(), zone: zone)
      let values = (FeedbackSelection.names + ["project"]).compactMap { name in call.query[name].map { (name, $0) } }
      let selection = FeedbackSelection(values: values, search: QuestionParameters.search(call.query))
      let counts = try await records.ratings(
        selection.query(plan.scope, plan.interval), by: plan.granularity ?? .day, in: plan.zone, budget: budget)
      return .json(FeedbackAnswer(figures: FeedbackFigures(counts), interval: plan.interval, zone: plan.zone).json)
    }
  }
}
