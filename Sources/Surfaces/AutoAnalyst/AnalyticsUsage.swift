import Hummingbird
import Semantics
import Usage
import Web

extension AutoAnalystAPI {
  var usage: [Endpoint] {
    [
      question("/dashboard", "Dashboard", "All figures of a period", parameters: [AnalyticsPeriod.parameter]) { call in
        try await overview(AnalyticsPeriod(call.query, now: clock.now()), call)
      },
      question("/usage/summary", "UsageSummary", "All figures of the last thirty days") { call in
        try await overview(AnalyticsPeriod(now: clock.now()), call)
      },
      question("/usage/models", "UsageModels", "Usage by model", parameters: [AnalyticsPeriod.parameter]) { call in
        try await usageByModel(AnalyticsPeriod(call.query, now: clock.now()), call)
      },
      question(
        "/daily", "Daily", "Usage by day, for the dashboard page that still asks for it",
        parameters: [.query("days", .integer, "How many days, up to now; 30 if absent.")], handler: daily),
    ]
  }

  private func overview(_ period: AnalyticsPeriod, _ call: Call) async throws -> Response {
    let totals = try await rows(AnalyticsFigures.metrics + [.users, .averageDuration], in: period.openInterval, for: call)
    let days = try await rows(AnalyticsFigures.metrics, by: [.time(.day)], in: period.interval, for: call)
    let models = try await rows(AnalyticsFigures.metrics, by: [.by(.model)], in: period.interval, for: call)
    let users = try await rows(
      AnalyticsFigures.metrics, by: [.by(.user)], where: .hasUser, in: period.interval, limit: 10, for: call)
    var json = JSONWriter()
    json.object { json in
      Self.write(totals.first ?? [], to: &json)
      Self.list("daily_usage", days, key: "date", to: &json)
      Self.list("model_usage", models, key: "model_name", to: &json)
      Self.list("top_users", users, key: "user_id", to: &json)
      period.writeDates(to: &json)
    }
    return .json(json)
  }

  private static func write(_ row: [Value], to json: inout JSONWriter) {
    guard row.count > 3 else { return }
    let totals = AnalyticsFigures(row)
    json.member("total_tokens", totals.tokens)
    json.key("total_cost")
    json.number(exactly: totals.cost.description)
    json.member("total_requests", totals.requests)
    json.member("total_users", row[3].wholeNumber)
    json.member("avg_cost_per_request", share(totals.dollars, of: Double(totals.requests)))
  }

  /// Rows of one key and the three figures.
  static func list(_ name: String, _ rows: [[Value]], key: String, to json: inout JSONWriter) {
    json.key(name)
    json.array { list in
      for row in rows {
        list.object { json in
          json.member(key, row[0].moment.map(\.utcDate.description) ?? row[0].nameOrUnknown)
          AnalyticsFigures(row, keys: 1).write(to: &json)
        }
      }
    }
  }

  private func usageByModel(_ period: AnalyticsPeriod, _ call: Call) async throws -> Response {
    let rows = try await rows(AnalyticsFigures.metrics + [.averageDuration], by: [.by(.model)], in: period.interval, for: call)
    var json = JSONWriter()
    json.object { json in
      json.key("model_usage")
      json.array { list in
        for row in rows {
          list.object { json in
            json.member("model_name", row[0].nameOrUnknown)
            AnalyticsFigures(row, keys: 1).write(to: &json)
            json.member("avg_response_time", row[4].realNumber / 1000)
          }
        }
      }
    }
    return .json(json)
  }

  private func daily(_ call: Call) async throws -> Response {
    var parameters = AnalyticsParameters(call.query)
    let days = min(max(parameters.integer("days") ?? 30, 1), 3660)
    try parameters.check()
    let now = clock.now()
    let start = now.adding(seconds: -days * 86_400)
    let interval = Interval(from: start, to: now.adding(microseconds: 1))
    let found = try await figuresByDay(in: interval, for: call)
    var json = JSONWriter()
    json.object { json in
      json.member("success", true)
      json.member("days", days)
      json.member("start_date", start.analyticsText)
      json.member("end_date", now.analyticsText)
      json.key("daily_usage")
      json.array { list in
        for day in start.utcDate.daysSinceEpoch...now.utcDate.daysSinceEpoch {
          let date = CivilDate(daysSinceEpoch: day)
          list.object { json in
            json.member("date", date.description)
            (found[date] ?? AnalyticsFigures()).write(to: &json)
          }
        }
      }
    }
    return .json(json)
  }

  func figuresByDay(in interval: Interval, for call: Call) async throws -> [CivilDate: AnalyticsFigures] {
    let rows = try await rows(AnalyticsFigures.metrics, by: [.time(.day)], in: interval, for: call)
    let pairs = rows.compactMap { row in row[0].moment.map { ($0.utcDate, AnalyticsFigures(row, keys: 1)) } }
    return Dictionary(pairs, uniquingKeysWith: { first, _ in first })
  }
}

extension Filter {
  static let hasUser = Filter.not(.isNull(.by(.user)))
}
