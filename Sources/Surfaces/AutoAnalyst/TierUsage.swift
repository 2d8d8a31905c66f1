import Semantics
import Usage
import Web

/// What the models of one tier used.
struct TierUsage {
  let tier: TierTable.Tier
  private(set) var total = AnalyticsFigures()
  private(set) var models: [(name: String, figures: AnalyticsFigures, averageTokens: Double)] = []

  init(_ tier: TierTable.Tier) { self.tier = tier }

  mutating func add(_ model: String, _ figures: AnalyticsFigures, averageTokens: Double) {
    models.append((model, figures, averageTokens))
    total += figures
  }

  var credits: Int64 { total.requests * tier.credits }
  var tokensPerCredit: Double { share(Double(total.tokens), of: Double(credits)) }
  var costPerCredit: Double { share(total.dollars, of: Double(credits)) }
  var costPerThousandTokens: Double { share(total.dollars, of: Double(total.tokens)) * 1000 }
  var tokensPerRequest: Double { share(Double(total.tokens), of: Double(total.requests)) }

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
          model.figures.write(to: &json)
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
