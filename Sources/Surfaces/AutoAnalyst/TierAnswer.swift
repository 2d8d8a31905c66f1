import Usage
import Web

// Tiers as the contract writes them: what is divided by nothing is 0.
extension TierUsage {
  func writeUsage(to json: inout JSONWriter) {
    json.member("name", tier.name)
    json.member("credits", tier.credits)
    writeTotals(to: &json)
    json.member("avg_tokens_per_query", tokensPerRequest)
    json.member("cost_per_1k_tokens", costPerThousandTokens)
    json.key("models")
    json.array { list in
      for model in models {
        list.object { json in
          json.member("name", model.name)
          json.member("tokens", model.part.tokens)
          json.key("cost")
          json.number(exactly: model.part.cost.description)
          json.member("requests", model.part.requests)
          json.member("avg_tokens_per_query", model.averageTokens)
        }
      }
    }
    json.member("total_credit_cost", credits)
    json.member("cost_per_credit", costPerCredit)
  }

  func writeEfficiency(to json: inout JSONWriter) {
    json.member("name", tier.name)
    json.member("tokens_per_credit", tokensPerCredit)
    json.member("cost_per_credit", costPerCredit)
    json.member("credit_cost", tier.credits)
    json.member("cost_per_1k_tokens", costPerThousandTokens)
    json.member("avg_tokens_per_query", tokensPerRequest)
    writeTotals(to: &json)
  }

  private func writeTotals(to json: inout JSONWriter) {
    json.member("total_tokens", total.tokens)
    json.member("total_requests", total.requests)
    json.key("total_cost")
    json.number(exactly: total.cost.description)
  }
}

extension TierTable {
  /// The member `tier_definitions`.
  func write(to json: inout JSONWriter) {
    json.key("tier_definitions")
    json.object { json in
      for tier in tiers {
        json.key(tier.id)
        json.object { json in
          json.member("name", tier.name)
          json.member("credits", tier.credits)
          json.key("models")
          json.array { list in for model in tier.models { list.string(model) } }
        }
      }
    }
  }
}
