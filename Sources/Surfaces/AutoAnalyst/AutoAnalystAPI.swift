import HTTPTypes
import Hummingbird
import Ingest
import Semantics
import Usage
import Web

/// The analytics API of Auto-Analyst under /analytics. Each file beside this one has the endpoints of one subject.
package struct AutoAnalystAPI: Sendable {
  let engine: any QueryEngine
  let reports: any RequestReports
  let activity: any ActivitySource & ExecutionReports & FeedbackReports
  let clock: TimeSource
  let budget: QueryBudget
  let tiers: TierTable
  let opinions: FeedbackDesk
  /// What the counters that need no key are about.
  let tickerScope: ProjectScope
  let ticker = Ticker()
  let dashboardFeed: AnalyticsFeed
  let usersFeed: AnalyticsFeed

  package static let name = "auto-analyst"
  static let prefix = "/analytics"

  package init(
    engine: any QueryEngine, reports: any RequestReports, activity: any ActivitySource & ExecutionReports & FeedbackReports,
    opinions: FeedbackDesk, live: LiveHub, clock: TimeSource, budget: QueryBudget, tickerScope: ProjectScope = .all,
    tiers: TierTable = .standard
  ) {
    self.engine = engine
    self.reports = reports
    self.activity = activity
    self.opinions = opinions
    self.tickerScope = tickerScope
    dashboardFeed = AnalyticsFeed(live) { Self.dashboardMessages($0, $1) }
    usersFeed = AnalyticsFeed(live, messages: Self.userMessages(engine, budget))
    self.clock = clock
    self.budget = budget
    self.tiers = tiers
  }

  package var surface: CompatibleSurface {
    let shape = AnalyticsErrorShape()
    return CompatibleSurface(
      name: Self.name, endpoints: endpoints, errorShapes: [(prefix: Self.prefix, shape: shape), (prefix: "/feedback/", shape: shape)])
  }

  private var endpoints: [Endpoint] {
    let answering = usage + users + models + costs + tierEndpoints + executions + feedback + [tickerEndpoint, checkKey]
    return answering + answering.map(Self.withoutSlash) + sockets + messageFeedback
  }

  /// The key's project is what is seen; the wrong key in the header leaves the one in the address a chance.
  static let access = Access.scope(.read, from: keyPlaces)
  static let keyPlaces: [CredentialSource] = [.header("X-Admin-API-Key"), .query("admin_api_key")]

  /// An endpoint under the prefix. Parameters that nobody declared are ignored, as the original does.
  func question(
    _ path: String, _ operation: String, _ summary: String, parameters: [Parameter] = [], access: Access = access,
    handler: @escaping @Sendable (Call) async throws -> Response
  ) -> Endpoint {
    Endpoint(
      .get, Self.prefix + path, access: access, .init("analytics" + operation, summary, tags: ["Auto-Analyst"]), parameters: parameters,
      answers: [
        .init(.ok, "The figures.", [.json: .map(of: .any)]), .problem(.forbidden, "The key is missing or wrong."),
        .problem(.unprocessableContent, "A parameter cannot be read."),
      ],
      allowsUndeclaredQuery: true, handler: handler)
  }

  /// Clients that put a slash at the end are sent on, whatever their key.
  private static func withoutSlash(_ endpoint: Endpoint) -> Endpoint {
    Endpoint(
      .get, endpoint.path + "/", access: .open, .init(endpoint.documentation.operationID + "Slash", ""), answers: [],
      allowsUndeclaredQuery: true, isHidden: true
    ) { call in
      let query = call.request.uri.query.map { "?" + $0 } ?? ""
      return Response(status: .temporaryRedirect, headers: [.location: endpoint.path + query])
    }
  }

  private var checkKey: Endpoint {
    question("/debug/model_usage", "CheckKey", "Whether the key is valid; reads nothing") { _ in
      .json(["status": "success", "message": "Admin API key validated successfully"])
    }
  }
}

extension AutoAnalystAPI {
  /// The rows of one question about requests, all of them but for a limit.
  func rows(
    _ metrics: [Metric], by dimensions: [Dimension] = [], where filter: Filter = .all, in interval: Interval, order: [Order] = [],
    limit: Int = Plan.Bounds.limit, offset: Int = 0, for call: Call
  ) async throws -> [[Value]] {
    let period = Period.between(interval.from.map(Period.Edge.instant), interval.to.map(Period.Edge.instant), .exclusive)
    let query = Query(
      metrics, by: dimensions, where: filter, period: interval == .always ? .all : period, order: order,
      limit: dimensions.contains(where: \.isTime) ? nil : limit, offset: offset)
    let plan = try Plan(query, scope: call.principal.projects, now: clock.now())
    return try await engine.run(plan, budget: budget).rows
  }
}
