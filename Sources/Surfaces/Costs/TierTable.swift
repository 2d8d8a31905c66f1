/// What a request of a model costs a user in credits. The standard table is Auto-Analyst's.
package struct TierTable: Sendable {
  package struct Tier: Sendable {
    package let id: String
    package let name: String
    /// Of one request.
    package let credits: Int64
    package let models: [String]

    package init(_ id: String, _ name: String, credits: Int64, _ models: [String]) {
      self.id = id
      self.name = name
      self.credits = credits
      self.models = models
    }
  }

  package let tiers: [Tier]
  private let byModel: [String: Int]

  /// - Parameter tiers: in the order of answers. The first also takes the models that no tier names.
  package init(_ tiers: [Tier]) {
    precondition(!tiers.isEmpty, "there is a tier for unknown models")
    self.tiers = tiers
    byModel = Dictionary(
      tiers.enumerated().flatMap { index, tier in tier.models.map { ($0, index) } }, uniquingKeysWith: { first, _ in first })
  }

  /// Where in `tiers` a model belongs; its name must be spelt exactly.
  package func index(of model: String) -> Int { byModel[model] ?? 0 }

  package static let standard = TierTable([
    Tier("tier1", "Basic", credits: 1, ["gpt-5-nano", "gpt-oss-20B"]),
    Tier("tier2", "Standard", credits: 3, ["claude-haiku-4-5", "gpt-5-mini", "gpt-5.2-chat-latest"]),
    Tier(
      "tier3", "Premium", credits: 5,
      [
        "o3", "claude-sonnet-4-5-20250929", "claude-sonnet-4-6", "deepseek-r1-distill-llama-70b", "gpt-oss-120B",
        "gemini-2.5-pro-preview-03-25", "gemini-3-flash", "gpt-5.2",
      ]),
    Tier(
      "tier4", "Premium Plus", credits: 20, ["gpt-5", "gpt-5.4", "claude-opus-4-5-20251101", "claude-opus-4-6", "gemini-3-pro"]),
    Tier("tier5", "Ultimate", credits: 50, ["gpt-5.2-pro", "gpt-5.4-pro"]),
  ])
}
