import Hummingbird
import Semantics
import Usage
import Web

/// What is made of costs beyond their sums: what they will be, and what credits bought.
package struct CostsAPI: Sendable {
  let engine: any QueryEngine
  let clock: TimeSource
  let zone: Zone
  let budget: QueryBudget
  let tiers: TierTable

  package init(engine: any QueryEngine, clock: TimeSource, zone: Zone, budget: QueryBudget, tiers: TierTable = .standard) {
    self.engine = engine
    self.clock = clock
    self.zone = zone
    self.budget = budget
    self.tiers = tiers
  }

  package var endpoints: [Endpoint] { [projections, tierUsage] }

  private var projections: Endpoint {
    Endpoint(
      .get, "/v1/costs/projections", access: .scope(.read),
      .init(
        "costProjections", "What this month, and the next 30, 90 and 365 days, will cost if the last days go on",
        description:
          "By the last thirty whole days, from the first of them with usage on. `low` and `high` are where nine of ten such sums lie, if "
          + "one day does not depend on another; null where there are fewer than seven days to learn from. `baseline`, `daily` and `month` "
          + "are null where no whole day had usage.",
        tags: ["Costs"]),
      parameters: [QuestionParameters.zone] + QuestionParameters.filters,
      answers: [.init(.ok, "The projections.", [.json: OutlookAnswer.schema])]
    ) { call in
      var document = try QuestionParameters.document(call.query, metrics: CostOutlook.metrics)
      let now = clock.now(), zone = document.zone.flatMap { Zone($0) } ?? zone
      let days = CostOutlook.baseline(now: now, zone: zone)
      (document.from, document.to) = (days.from.description, days.through.description)
      (document.granularity, document.fill) = (Granularity.day.name, true)
      return .json(OutlookAnswer(outlook: CostOutlook(try await result(document, call, now), now: now), zone: zone).json)
    }
  }

  private var tierUsage: Endpoint {
    Endpoint(
      .get, "/v1/costs/tiers", access: .scope(.read),
      .init(
        "costTiers", "Usage by tiers of models, in credits",
        description:
          "What a request of each tier's models is worth in credits is Auto-Analyst's table. The first tier also has the models that no "
          + "tier names. `most_efficient_tier` has the most tokens for a credit, `best_value_tier` the least money for one.",
        tags: ["Costs"]),
      parameters: QuestionParameters.period + QuestionParameters.filters,
      answers: [.init(.ok, "The tiers.", [.json: TiersAnswer.schema])]
    ) { call in
      var document = try QuestionParameters.document(call.query, metrics: TierUsage.metrics)
      document.dimensions = [Attribute.model.name]
      document.order = [Attribute.model.name]
      document.limit = Plan.Bounds.limit
      let result = try await result(document, call, clock.now())
      return .json(TiersAnswer(result: result, tiers: TierUsage.all(result.rows, in: tiers)).json)
    }
  }

  private func result(_ document: QueryDocument, _ call: Call, _ now: Timestamp) async throws -> QueryResult {
    try await engine.run(try Plan(document, scope: call.principal.projects, now: now, zone: zone), budget: budget)
  }
}
