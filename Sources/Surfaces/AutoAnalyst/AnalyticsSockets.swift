import Ingest
import NIOCore
import Semantics
import Usage
import Web

extension AutoAnalystAPI {
  /// Both addresses of live figures. A plain GET is told what the original tells it.
  var sockets: [Endpoint] {
    [
      socket("/dashboard/realtime", "DashboardLive", "What is used, as it is recorded", dashboardFeed),
      socket("/realtime", "UsersLive", "How many users and chats the day has, as it is recorded", usersFeed),
    ]
  }

  private func socket(_ path: String, _ operation: String, _ summary: String, _ feed: AnalyticsFeed) -> Endpoint {
    SocketEndpoint(
      Self.prefix + path, access: Self.access, .init("analytics" + operation, summary, tags: ["Auto-Analyst"]), allowsUndeclaredQuery: true,
      withoutUpgrade: Problem(.notFound)
    ) { call, socket in
      await feed.serve(socket, try call.principal.projects)
    }.endpoint
  }

  /// `usage_update` for each date and `model_update` for each model of a batch. What came in at once is added up: all of them are deltas.
  static func dashboardMessages(_ scope: ProjectScope, _ batch: LiveBatch) -> SocketFrames {
    var days: [CivilDate: AnalyticsFigures] = [:], models: [String: AnalyticsFigures] = [:]
    for event in batch.events where scope.contains(event.project) {
      let figures = AnalyticsFigures(event)
      days[event.timestamp.utcDate, default: AnalyticsFigures()] += figures
      models[event.model ?? "unknown", default: AnalyticsFigures()] += figures
    }
    var frames = SocketFrames()
    for (date, figures) in days.sorted(by: { $0.key < $1.key }).suffix(messageLimit) {
      frames.append(message: "usage_update", ("date", date.description)) { json in
        json.member("tokens_delta", figures.tokens)
        json.key("cost_delta")
        json.number(exactly: figures.cost.description)
        json.member("requests_delta", figures.requests)
      }
    }
    for (model, figures) in models.sorted(by: { $0.key < $1.key }).prefix(messageLimit) {
      frames.append(message: "model_update", ("model_name", model)) { figures.write(to: &$0) }
    }
    return frames
  }

  private static let messageLimit = 100

  /// `user_activity` with the figures of the whole day, for the page replaces what it shows by them.
  static func userMessages(_ engine: any QueryEngine, _ budget: QueryBudget) -> AnalyticsFeed.Messages {
    { scope, batch in
      let times = batch.events.filter { scope.contains($0.project) && $0.user != nil }.map(\.timestamp)
      guard let latest = times.max(), let row = try? await activity(of: latest, scope, engine, budget) else { return SocketFrames() }
      var frames = SocketFrames()
      frames.append(message: "user_activity", ("date", latest.utcDate.description)) { json in
        json.member("activeUsers", row[0].wholeNumber)
        json.member("sessions", row[1].wholeNumber)
      }
      return frames
    }
  }

  private static func activity(
    of instant: Timestamp, _ scope: ProjectScope, _ engine: any QueryEngine, _ budget: QueryBudget
  ) async throws -> [Value] {
    let day = Interval.utcDay(of: instant)
    let period = Period.between(day.from.map(Period.Edge.instant), day.to.map(Period.Edge.instant), .exclusive)
    let plan = try Plan(Query([.users, .chats], where: .hasUser, period: period), scope: scope, now: instant)
    return try await engine.run(plan, budget: budget).rows[0]
  }
}

extension AnalyticsFigures {
  fileprivate init(_ event: LiveEvent) {
    (tokens, cost, requests) = (event.tokens ?? 0, event.cost ?? .zero, 1)
  }
}

extension SocketFrames {
  fileprivate mutating func append(
    message type: String, _ subject: (name: String, value: String), _ metrics: (inout JSONWriter) -> Void
  ) {
    var json = JSONWriter()
    json.object { json in
      json.member("type", type)
      json.member(subject.name, subject.value)
      json.key("metrics")
      json.object(metrics)
    }
    append(text: json.buffer)
  }
}
