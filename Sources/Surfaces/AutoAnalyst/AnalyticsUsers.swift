import Hummingbird
import Semantics
import Usage
import Web

extension AutoAnalystAPI {
  var users: [Endpoint] {
    [
      question(
        "/users", "Users", "Who used what in the last seven days",
        parameters: [AnalyticsPage.limitParameter, AnalyticsPage.offsetParameter], handler: listUsers),
      question("/users/activity", "UserActivity", "Users and chats by day", parameters: [AnalyticsPeriod.parameter], handler: activity),
      question("/users/sessions/stats", "SessionStats", "How long and how busy chats are", handler: sessionStatistics),
    ]
  }

  private func listUsers(_ call: Call) async throws -> Response {
    var parameters = AnalyticsParameters(call.query)
    let page = AnalyticsPage(limit: parameters.integer("limit") ?? 100, offset: parameters.integer("offset") ?? 0)
    try parameters.check()
    let interval = AnalyticsPeriod("7d", now: clock.now()).openInterval
    let total = try await rows([.users], in: interval, for: call).first?[0].wholeNumber ?? 0
    let users =
      page.isEmpty
      ? []
      : try await rows(
        AnalyticsFigures.metrics + [.firstSeen, .lastSeen], by: [.by(.user)], where: .hasUser, in: interval, limit: page.rowLimit,
        offset: page.rowOffset ?? 0, for: call)
    var json = JSONWriter()
    json.object { json in
      json.key("users")
      json.array { list in for row in users { Self.write(user: row, to: &list) } }
      json.member("total", total)
      json.member("limit", page.limit)
      json.member("offset", page.offset)
    }
    return .json(json)
  }

  private static func write(user row: [Value], to list: inout JSONWriter) {
    list.object { json in
      json.member("user_id", row[0].nameOrUnknown)
      AnalyticsFigures(row, keys: 1).write(to: &json)
      json.member("first_seen", row[4].moment?.analyticsText)
      json.member("last_seen", row[5].moment?.analyticsText)
    }
  }

  /// A user is new on the date of the first request ever, which on the period's first date may lie before its start.
  private func activity(_ call: Call) async throws -> Response {
    let period = AnalyticsPeriod(call.query, now: clock.now())
    let rows = try await rows([.users, .chats], by: [.time(.day)], where: .hasUser, in: period.interval, for: call)
    let active = Dictionary(rows.compactMap { row in row[0].moment.map { ($0.utcDate, row) } }, uniquingKeysWith: { first, _ in first })
    let new = try await reports.newUsers(from: period.startDate, through: period.endDate, scope: call.principal.projects, budget: budget)
    var json = JSONWriter()
    json.object { json in
      json.key("user_activity")
      json.array { list in
        for date in period.dates {
          list.object { json in
            let row = active[date]
            json.member("date", date.description)
            json.member("activeUsers", row?[1].wholeNumber ?? 0)
            json.member("newUsers", row == nil ? 0 : new[date] ?? 0)
            json.member("sessions", row?[2].wholeNumber ?? 0)
          }
        }
      }
    }
    return .json(json)
  }

  private func sessionStatistics(_ call: Call) async throws -> Response {
    let now = clock.now()
    let users = try await rows([.users], in: .always, for: call).first?[0].wholeNumber ?? 0
    let today = try await rows([.users], in: .utcDay(of: now), for: call).first?[0].wholeNumber ?? 0
    let chats = try await reports.chatStatistics(scope: call.principal.projects, budget: budget)
    let queries = share(Double(chats.requests), of: Double(chats.chats))
    var json = JSONWriter()
    json.object { json in
      json.member("totalUsers", users)
      json.member("activeToday", today)
      json.member("avgQueriesPerSession", (queries * 10).rounded(.toNearestOrEven) / 10)
      json.member("avgSessionTime", Int64(share(chats.microseconds, of: Double(chats.lasting)) / 1e6))
    }
    return .json(json)
  }
}

extension Interval {
  static func utcDay(of instant: Timestamp) -> Interval {
    let start = Timestamp(microseconds: instant.utcDate.daysSinceEpoch * CivilDate.microsecondsPerDay)
    return Interval(from: start, to: start.adding(seconds: 86_400))
  }
}
