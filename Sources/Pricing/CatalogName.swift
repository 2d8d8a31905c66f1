import Foundation

/// Names as the price catalog spells them. OpenTelemetry's and the gateways' names of providers are led to the catalog's ids.
enum CatalogName {
  static func plain(_ name: String) -> String {
    let lower = name.lowercased()
    // Trimming costs more than all the rest, and nearly no name needs it.
    guard lower.first?.isWhitespace ?? false || lower.last?.isWhitespace ?? false else { return lower }
    return lower.trimmingCharacters(in: .whitespacesAndNewlines)
  }

  /// The catalog's id where the name is a known alias of it, otherwise the name in lower case.
  static func canonical(_ name: String) -> String {
    let plain = plain(name)
    let dashed = plain.replacing("_", with: "-").replacing(" ", with: "-")
    if let id = aliases[dashed] { return id }
    // Before anything else that such a name may contain: "azure.ai.openai" is Azure's price list, not OpenAI's.
    if dashed.contains("azure") || dashed.hasPrefix("az.ai.") { return "azure" }
    if dashed.contains("bedrock") { return "aws" }
    if dashed.hasPrefix("gcp.") || dashed.contains("vertex") { return "google" }
    return plain
  }

  private static let aliases: [String: String] = [
    "open-ai": "openai", "claude": "anthropic", "amazon": "aws", "gemini": "google", "google-ai": "google", "google-genai": "google",
    "google-gla": "google", "google-vertex": "google", "x-ai": "x-ai", "xai": "x-ai", "grok": "x-ai", "mistral-ai": "mistral",
    "mistralai": "mistral",
    "moonshot": "moonshotai", "moonshot-ai": "moonshotai", "together-ai": "together", "togetherai": "together",
    "fireworks-ai": "fireworks", "z-ai": "zai", "z.ai": "zai", "zhipu": "zhipuai", "zhipu-ai": "zhipuai", "voyage": "voyageai",
    "voyage-ai": "voyageai", "novita-ai": "novita", "perplexity-ai": "perplexity", "deepseek-ai": "deepseek", "copilot": "github-copilot",
    // Clients that name the service instead of who sells it.
    "dall-e": "openai", "dalle": "openai", "tts": "openai", "whisper": "openai",
  ]
}
