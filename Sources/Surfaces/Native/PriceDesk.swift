import Usage
import Web

/// Where this installation's own prices are kept and used. They are JSON documents here: what they may say is the price book's matter.
package protocol PriceDesk: Sendable {
  /// The overrides in force, each a JSON object.
  func overrides() async -> [String]

  /// Replaces all of them, from the next recorded event on.
  /// - Throws: `PriceDeskProblems` if one of them is not sound, `StaleChange` if others are in force than were seen; then nothing has
  ///   changed.
  /// - Parameters:
  ///   - seen: the tag of the overrides to be replaced; nil: of whichever there are.
  ///   - who: as the audit log names whoever asks for it.
  func replaceOverrides(document: [UInt8], seen: EntityTag?, by who: String) async throws -> [String]

  /// The bundled prices that hold at an instant, by provider and model.
  func catalog(at instant: Timestamp) -> PriceList
}

/// What the bundled catalog says.
package struct PriceList: Hashable, Sendable {
  package struct Price: Hashable, Sendable {
    /// As an override spells it: "input" (dollars per million tokens), "per_image".
    package let name: String
    /// Exact, without exponent.
    package let dollars: String
    /// Of requests with more input than that; nil: of all others.
    package let above: Int64?

    package init(name: String, dollars: String, above: Int64? = nil) {
      self.name = name
      self.dollars = dollars
      self.above = above
    }
  }

  package struct Model: Hashable, Sendable {
    package let provider: String
    package let model: String
    package let prices: [Price]

    package init(provider: String, model: String, prices: [Price]) {
      self.provider = provider
      self.model = model
      self.prices = prices
    }

    package func price(_ name: String) -> String? { prices.first { $0.name == name && $0.above == nil }?.dollars }
  }

  /// The catalog and its version: "genai-prices/0.2.3".
  package let version: String
  package let models: [Model]

  package init(version: String, models: [Model]) {
    self.version = version
    self.models = models
  }

  /// Those with all of the words in the provider's and the model's names.
  package func containing(_ words: String) -> [Model] {
    let wanted = words.lowercased().split(separator: " ")
    return wanted.isEmpty
      ? models
      : models.filter { model in
        let name = (model.provider + "/" + model.model).lowercased()
        return wanted.allSatisfy { name.contains($0) }
      }
  }
}

/// What is wrong with prices that somebody sent, all at once.
package struct PriceDeskProblems: Error, Hashable, Sendable {
  package let problems: [String]

  package init(_ problems: [String]) { self.problems = problems }
}
