import NIOCore
import Web

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
    /// As the API answers it. Made once for all who ask: the catalog has some thousands of them.
    let document: String

    package init(provider: String, model: String, prices: [Price]) {
      self.provider = provider
      self.model = model
      self.prices = prices
      var writer = JSONWriter()
      Self.write(provider: provider, model: model, prices, to: &writer)
      document = String(buffer: writer.buffer)
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

extension PriceList.Model {
  private static func write(provider: String, model: String, _ prices: [PriceList.Price], to writer: inout JSONWriter) {
    let thresholds = Set(prices.compactMap(\.above)).sorted()
    writer.object { writer in
      writer.member("provider", provider)
      writer.member("model", model)
      writer.key("prices")
      write(prices.filter { $0.above == nil }, to: &writer)
      guard !thresholds.isEmpty else { return }
      writer.key("above")
      writer.object { writer in
        for threshold in thresholds {
          writer.key(String(threshold))
          write(prices.filter { $0.above == threshold }, to: &writer)
        }
      }
    }
  }

  private static func write(_ prices: [PriceList.Price], to writer: inout JSONWriter) {
    writer.object { writer in
      for price in prices {
        writer.key(price.name)
        writer.number(exactly: price.dollars)
      }
    }
  }
}
