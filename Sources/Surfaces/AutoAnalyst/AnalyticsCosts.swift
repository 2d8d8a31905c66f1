import Hummingbird
import Semantics
import Usage
import Web

extension AutoAnalystAPI {
  var costs: [Endpoint] {
    [
      question("/costs/summary", "CostSummary", "The cost of a period", parameters: [AnalyticsPeriod.parameter], handler: costSummary),
      question("/costs/daily", "CostDaily", "Cost by day", parameters: [AnalyticsPeriod.parameter], handler: costByDay),
      question("/costs/models", "CostModels", "Cost by model", parameters: [AnalyticsPeriod.parameter], handler: costByModel),
      question("/costs/projections", "CostProjections", "What the next month, quarter and year will cost", handler: costProjections),
      question("/costs/today", "CostToday", "The cost of the current UTC day", handler: costToday),
    ]
  }

  private func costSummary(_ call: Call) async throws -> Response {
    let period = AnalyticsPeriod(call.query, now: clock.now())
    let totals = AnalyticsFigures(try await rows(AnalyticsFigures.metrics, in: period.interval, for: call)[0])
    var json = JSONWriter()
    json.object { json in
      json.key("totalCost")
      json.number(exactly: totals.cost.description)
      json.member("totalTokens", totals.tokens)
      json.member("totalRequests", totals.requests)
      json.member("avgDailyCost", totals.dollars / Double(period.days))
      // Cost without tokens is spread over one, as the contract has it.
      json.member("costPerThousandTokens", totals.dollars / (Double(totals.tokens == 0 ? 1 : totals.tokens) / 1000))
      json.member("daysInPeriod", period.days)
      json.member("startDate", period.startDate.description)
      json.member("endDate", period.endDate.description)
    }
    return .json(json)
  }

  private func costByDay(_ call: Call) async throws -> Response {
    let period = AnalyticsPeriod(call.query, now: clock.now())
    let found = try await figuresByDay(in: period.interval, for: call)
    var json = JSONWriter()
    json.object { json in
      json.key("daily_costs")
      json.array { list in
        for date in period.dates {
          list.object { json in
            json.member("date", date.description)
            json.key("cost")
            json.number(exactly: (found[date]?.cost ?? .zero).description)
            json.member("tokens", found[date]?.tokens ?? 0)
          }
        }
      }
    }
    return .json(json)
  }

  private func costByModel(_ call: Call) async throws -> Response {
    let period = AnalyticsPeriod(call.query, now: clock.now())
    let rows = try await rows(
      AnalyticsFigures.metrics, by: [.by(.model)], in: period.interval, order: [.descending(.metric(.cost))], for: call)
    var json = JSONWriter()
    json.object { json in Self.list("model_costs", rows, key: "model_name", to: &json) }
    return .json(json)
  }

  /// By the days on which anything happened, so that a system just taken into use is not made to look cheap.
  private func costProjections(_ call: Call) async throws -> Response {
    let days = try await figuresByDay(in: AnalyticsPeriod(now: clock.now()).openInterval, for: call)
    let forecast = CostForecast(days.values.map { CostForecast.Day(cost: $0.cost, tokens: $0.tokens) })
    var json = JSONWriter()
    json.object { json in
      json.member("nextMonth", forecast.cost(ofDays: 30))
      json.member("next3Months", forecast.cost(ofDays: 90))
      json.member("nextYear", forecast.cost(ofDays: 365))
      json.member("tokensNextMonth", forecast.tokens(ofDays: 30))
      json.member("dailyCost", forecast.dollars)
      json.member("dailyTokens", forecast.tokens)
      json.member("baselineDays", Int64(forecast.days))
    }
    return .json(json)
  }

  private func costToday(_ call: Call) async throws -> Response {
    let now = clock.now()
    let totals = AnalyticsFigures(try await rows(AnalyticsFigures.metrics, in: .utcDay(of: now), for: call)[0])
    var json = JSONWriter()
    json.object { json in
      json.member("date", now.utcDate.description)
      totals.write(to: &json)
    }
    return .json(json)
  }
}
