import Web

enum CostsTexts {
  static let title = "Costs"
  static let today = "Today"
  static func asOf(_ time: HTML) -> HTML { "As of \(time), anew every 15 seconds." }
  static let costToday = "Cost so far"
  static let requestsToday = "Requests"
  static let tokensToday = "Tokens"
  static let daily = "Cost by day"
  static let hourly = "Cost by hour"
  static let cost = "Cost"
  static let tokens = "Tokens"

  static let projections = "Projections"
  static let period = "Period"
  static let low = "Low"
  static let high = "High"
  static let expected = "Expected"
  static let confident = "9 of 10 times the cost is between low and high."
  static func untilEnd(of month: HTML) -> HTML { "Until \(month)" }
  static func untilEnd(of month: String) -> String { "Until \(month)" }
  static func next(_ days: Int) -> String { "Next \(days) days" }
  static func spent(_ amount: HTML) -> HTML { "\(amount) of it spent before today" }
  static func baseline(_ days: Int, from: HTML, through: HTML) -> HTML {
    "If days go on as the \(days) from \(from) to \(through) did. Today is not in it, nor is the page's period."
  }
  static let tooShort = "An interval needs a week of usage."
  static func unpriced(_ count: HTML) -> HTML { "\(count) requests without a price are not in the costs." }
  static let noProjection = "Nothing to project from yet"
  static let whenProjected = "A projection begins with the first whole day of usage in the last thirty."

  static let perThousand = "Cost per 1,000 tokens"

  static let tiers = "Tiers"
  static let tier = "Tier"
  static let creditsEach = "Credits each"
  static let requests = "Requests"
  static let credits = "Credits"
  static let tokensPerCredit = "Tokens / credit"
  static let costPerCredit = "Cost / credit"
  static let shortPerThousand = "Per 1,000 tokens"
  static let mostEfficient = "most tokens for a credit"
  static let bestValue = "least money for a credit"
  static let tiersNote = "Tiers and credits are Auto-Analyst's. The first tier also has the models that no tier names."
  static let modelsOfTiers = "Models of the tiers"

  static let unpricedTitle = "Without a price"
  static let allPriced = "Every request has a price"
  static let nothingMissing = "No request of this period is missing in the costs. One of a model without a price would be listed here."
  static let unpricedNote = "What these cost is not known, and is in none of the figures above."
  static let howToPrice = "How to price them"
  static let price = "Name the price of a model in dollars per million tokens. It holds from the next request on."
  static let last = "Last"
}
