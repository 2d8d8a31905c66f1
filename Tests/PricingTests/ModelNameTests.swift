import Testing
import Usage

@testable import Pricing

struct ModelNameTests {
  struct Names: Sendable, CustomTestStringConvertible {
    let provider: String?
    let model: String
    let price: String?

    init(_ provider: String?, _ model: String, _ price: String?) {
      self.provider = provider
      self.model = model
      self.price = price
    }

    var testDescription: String { "\(provider ?? "-") \(model)" }
  }

  @Test(arguments: [
    Names("OpenAI", "PLAIN", "openai/plain"), Names(" openai ", "openai/plain", "openai/plain"), Names(nil, "openai/plain", "openai/plain"),
    Names(nil, "gpt-dated", "openai/dated"), Names("", "gpt-dated", "openai/dated"), Names(nil, "plain", nil),
    Names("openai", "gpt-dated-20251211", "openai/dated"), Names("openai", "gpt-dated-20251311", nil),
    Names("litellm", "azure/own", "azure/own"), Names(nil, "azure/plain", "openai/plain"), Names("azure.ai.openai", "own", "azure/own"),
    Names("Azure OpenAI", "own", "azure/own"), Names("azure_openai", "plain", "openai/plain"), Names("az.ai.inference", "own", "azure/own"),
    Names("openai", "own", nil), Names("openai", "azure/own", nil), Names("aws.bedrock", "us.anthropic.claude-3-v1:0", "aws/claude"),
    Names("bedrock", "anthropic.claude-3", "aws/claude"), Names("gcp.vertex_ai", "gemini-2.5", "google/gemini"),
    Names("gcp.gen_ai", "gemini-2.5", "google/gemini"), Names("gemini", "models/gemini-2.5", "google/gemini"),
    Names(nil, "publishers/google/models/gemini-2.5", "google/gemini"), Names("Vertex AI", "gemini-2.5", "google/gemini"),
    Names("openai", "classes-2026", "openai/classes"), Names("openai", "classes-20x6", nil), Names("openai", "classes-20265", nil),
    Names("openai", "tiered-hd", "openai/tiered"), Names("openai", "tiered-late", "openai/tiered"), Names("openai", "tiered-tts", nil),
  ])
  func `finds the price by the names that clients send`(_ names: Names) throws {
    let cost = try SmallCatalog.book().cost(of: event(names.provider, names.model, input: 1))
    #expect(cost.price.map { String($0.text.prefix { $0 != "@" }) } == names.price.map { "test/1/" + $0 })
  }

  @Test(arguments: [
    ("openai", "openai"), ("azure.ai.openai", "azure"), ("azure.ai.inference", "azure"), ("aws.bedrock", "aws"), ("gcp.gemini", "google"),
    ("gcp.vertex_ai", "google"), ("gcp.gen_ai", "google"), ("anthropic", "anthropic"), ("x_ai", "x-ai"), ("xai", "x-ai"),
    ("mistral_ai", "mistral"), ("cohere", "cohere"), ("perplexity", "perplexity"), ("deepseek", "deepseek"), ("groq", "groq"),
    ("Google", "google"), ("vertex_ai", "google"), ("Together AI", "together"), ("fireworks_ai", "fireworks"), ("moonshot", "moonshotai"),
  ])
  func `knows OpenTelemetry's and the gateways' names of the bundled catalog's providers`(_ name: String, _ id: String) throws {
    let json = BundledPrices.json
    let catalog = try PriceCatalog(json: .init(bytes: json.utf8Start, count: json.utf8CodeUnitCount))
    #expect(catalog.provider(named: name)?.id == id)
  }

  @Test(arguments: ["{", "{\"catalog\":\"a\"}"]) func `refuses a catalog it cannot read`(_ json: String) {
    #expect(throws: CatalogFailure.self) { try PriceBook(json: .init(json.utf8)) }
  }

  @Test(arguments: ["input=", "input=-1", "input=1e3", "output=1;5", "unknown=1", "from=2026-13-01 input=1", "at=1-2 input=1", "input"])
  func `refuses a price it cannot read`(_ text: String) {
    #expect(throws: CatalogFailure.unreadablePrice(text)) { try PriceTerm(text) }
  }
}
