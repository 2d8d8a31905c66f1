/// The names that one provider goes by in different clients. Events keep the name they came with; whoever looks a provider up by any of
/// its names must find them all. Providers that merely speak another's protocol are providers of their own.
package enum ProviderName {
  /// The first name of each line is the one that stands for all.
  private static let families: [[String]] = [
    ["anthropic", "claude"],
    ["gemini", "gcp.gemini", "google_gemini"],
    ["azure_openai", "azure", "azure-openai", "azure.ai.openai"],
    ["mistral", "mistral_ai", "mistralai"],
    ["together", "together_ai", "together-ai", "togetherai"],
    ["fireworks", "fireworks_ai", "fireworks-ai"],
    ["perplexity", "perplexity_ai", "perplexityai"],
  ]

  private static let byName: [String: [String]] = Dictionary(
    families.flatMap { family in family.map { ($0, family) } }, uniquingKeysWith: { first, _ in first })

  /// All names of this provider, in lower case as events have them.
  package static func synonyms(of name: String) -> [String] {
    let name = name.lowercased()
    return byName[name] ?? [name]
  }

  package static func canonical(_ name: String) -> String { synonyms(of: name)[0] }
}
