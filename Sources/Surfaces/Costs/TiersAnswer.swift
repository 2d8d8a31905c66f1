import Semantics
import Usage
import Web

/// Tiers on the wire. What is divided by nothing is null.
struct TiersAnswer {
  let result: QueryResult
  let tiers: [TierUsage]

  var json: JSONWriter {
    var json = JSONWriter()
    json.object { json in
      json.key("period")
      json.object { json in
        json.member("from", result.interval.from?.description(in: result.zone))
        json.member("to", result.interval.to?.description(in: result.zone))
        json.member("zone", result.zone.id)
      }
      json.key("tiers")
      json.array { list in for tier in tiers { list.object { Self.write(tier, to: &$0) } } }
      json.member("most_efficient_tier", tiers.mostEfficient.tier.id)
      json.member("best_value_tier", tiers.bestValue.tier.id)
    }
    return json
  }

  private static func write(_ usage: TierUsage, to json: inout JSONWriter) {
    json.member("id", usage.tier.id)
    json.member("name", usage.tier.name)
    json.member("credits_per_request", usage.tier.credits)
    write(usage.total, to: &json)
    json.member("credits", usage.credits)
    json.member("tokens_per_credit", usage.credits == 0 ? nil : usage.tokensPerCredit)
    json.member("cost_per_credit", usage.credits == 0 ? nil : usage.costPerCredit)
    json.member("cost_per_1k_tokens", usage.total.tokens == 0 ? nil : usage.costPerThousandTokens)
    json.key("models")
    json.array { list in
      for model in usage.models {
        list.object { json in
          json.member("name", model.name)
          write(model.part, to: &json)
        }
      }
    }
  }

  private static func write(_ part: TierUsage.Part, to json: inout JSONWriter) {
    json.member("requests", part.requests)
    json.member("tokens", part.tokens)
    json.key("cost")
    json.number(exactly: part.cost.description)
    json.member("unpriced_requests", part.unpriced)
  }

  private static let model: Schema = .object([
    "name": .string, "requests": .integer, "tokens": .integer, "cost": .number, "unpriced_requests": .integer,
  ])

  static let schema: Schema = .object([
    "period": UsageAnswer.period,
    "tiers": .array(
      of: .object([
        "id": .string, "name": .string, "credits_per_request": .integer, "requests": .integer, "tokens": .integer, "cost": .number,
        "unpriced_requests": .integer, "credits": .integer, "tokens_per_credit": Schema.number.orNull,
        "cost_per_credit": Schema.number.orNull, "cost_per_1k_tokens": Schema.number.orNull, "models": .array(of: model),
      ])),
    "most_efficient_tier": .string, "best_value_tier": .string,
  ])
}
