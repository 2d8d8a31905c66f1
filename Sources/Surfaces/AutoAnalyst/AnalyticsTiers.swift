import Hummingbird
import Semantics
import Usage
import Web

extension AutoAnalystAPI {
  var tierEndpoints: [Endpoint] {
    [
      question("/tiers/usage", "TierUsage", "Usage by tier", parameters: [AnalyticsPeriod.parameter], handler: tierUsage),
      question("/tiers/projections", "TierProjections", "What tiers will use if the last thirty days go on", handler: tierProjections),
      question(
        "/tiers/efficiency", "TierEfficiency", "What a credit buys", parameters: [AnalyticsPeriod.parameter], handler: tierEfficiency),
    ]
  }

  private func usageByTier(_ period: AnalyticsPeriod, _ call: Call) async throws -> [TierUsage] {
    let rows = try await rows(
      TierUsage.metrics, by: [.by(.model)], in: period.interval, order: [.ascending(.dimension(.by(.model)))], for: call)
    return TierUsage.all(rows, in: tiers)
  }

  private func tierUsage(_ call: Call) async throws -> Response {
    let period = AnalyticsPeriod(call.query, now: clock.now())
    let usage = try await usageByTier(period, call)
    var json = JSONWriter()
    json.object { json in
      json.key("tier_data")
      Self.object(usage, to: &json) { $0.writeUsage(to: &$1) }
      period.writeAll(to: &json)
    }
    return .json(json)
  }

  private func tierEfficiency(_ call: Call) async throws -> Response {
    let period = AnalyticsPeriod(call.query, now: clock.now())
    let usage = try await usageByTier(period, call)
    var json = JSONWriter()
    json.object { json in
      json.key("efficiency_data")
      Self.object(usage, to: &json) { $0.writeEfficiency(to: &$1) }
      json.member("most_efficient_tier", usage.mostEfficient.tier.id)
      json.member("best_value_tier", usage.bestValue.tier.id)
      period.writeAll(to: &json)
    }
    return .json(json)
  }

  private func tierProjections(_ call: Call) async throws -> Response {
    let usage = try await usageByTier(AnalyticsPeriod(now: clock.now()), call)
    var json = JSONWriter()
    json.object { json in
      json.key("daily_usage")
      Self.object(usage, to: &json) { usage, json in
        json.member("name", usage.tier.name)
        for figure in TierFigure.allCases { json.member("daily_" + figure.rawValue, figure.daily(usage)) }
      }
      json.key("projections")
      json.object { json in
        for (name, days) in [("monthly", 30.0), ("quarterly", 90), ("yearly", 365)] {
          json.key(name)
          json.object { Self.write(usage, days: days, to: &$0) }
        }
      }
      tiers.write(to: &json)
    }
    return .json(json)
  }

  private static func write(_ usage: [TierUsage], days: Double, to json: inout JSONWriter) {
    for figure in TierFigure.allCases {
      json.key(figure.rawValue)
      json.object { json in for usage in usage { json.member(usage.tier.id, figure.daily(usage) * days) } }
    }
    for figure in TierFigure.allCases {
      json.member("total_" + figure.rawValue, usage.reduce(0) { $0 + figure.daily($1) * days })
    }
  }

  private static func object(_ usage: [TierUsage], to json: inout JSONWriter, _ write: (TierUsage, inout JSONWriter) -> Void) {
    json.object { json in
      for usage in usage {
        json.key(usage.tier.id)
        json.object { write(usage, &$0) }
      }
    }
  }
}

private enum TierFigure: String, CaseIterable {
  case requests, tokens, cost, credits

  /// Per day of thirty, of which those without use are some.
  func daily(_ usage: TierUsage) -> Double {
    switch self {
    case .requests: Double(usage.total.requests) / 30
    case .tokens: Double(usage.total.tokens) / 30
    case .cost: usage.total.dollars / 30
    case .credits: Double(usage.credits) / 30
    }
  }
}
