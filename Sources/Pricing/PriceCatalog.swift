import Foundation

/// Finds a model's prices by the names that clients send. The order of the rules is that of the genai-prices package.
struct PriceCatalog: Sendable {
  struct Found: Sendable {
    let provider: String
    let model: CatalogModel
    /// The provider's own entry, not that of one whose models it sells. Only an own entry has variants.
    let isOwn: Bool
  }

  let version: String
  let providers: [CatalogProvider]
  private let byID: [String: Int]

  init(json: Data) throws(CatalogFailure) {
    let file: CatalogFile
    do { file = try JSONDecoder().decode(CatalogFile.self, from: json) } catch { throw .unreadable(String(describing: error)) }
    version = "\(file.catalog)/\(file.version)"
    providers = try file.providers.map { provider throws(CatalogFailure) in try CatalogProvider(provider) }
    byID = Dictionary(providers.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  func find(provider: String?, model: String) -> Found? {
    let name = CatalogName.plain(model)
    guard !name.isEmpty else { return nil }
    let (prefix, rest) = split(name)
    // A gateway's name says nothing about who bills.
    let named = provider.map(CatalogName.plain).flatMap { $0.isEmpty || $0 == "litellm" ? nil : $0 }
    guard let named else {
      return prefix.flatMap { find(rest, of: $0) } ?? sellerByModel(name).flatMap { findAny([name, pathEnd(name)], of: $0) }
    }
    return self.provider(named: named).flatMap { findAny([name, prefix == nil ? nil : rest, pathEnd(name)], of: $0) }
  }

  func provider(named name: String) -> CatalogProvider? {
    let plain = CatalogName.plain(name)
    if let index = byID[plain] ?? byID[CatalogName.canonical(name)] { return providers[index] }
    let bytes = Array(plain.utf8)
    return providers.first { $0.match?.matches(bytes) ?? false }
  }

  private func sellerByModel(_ name: String) -> CatalogProvider? {
    let bytes = Array(name.utf8)
    return providers.first { $0.modelsMatch?.matches(bytes) ?? false }
  }

  /// "azure/gpt-4o" names a provider and its model; "qwen/qwen3" is only a name.
  private func split(_ name: String) -> (CatalogProvider?, String) {
    guard let slash = name.firstIndex(of: "/"), slash != name.startIndex else { return (nil, name) }
    return (provider(named: String(name[..<slash])), String(name[name.index(after: slash)...]))
  }

  /// Google's resource names: "models/gemini-2.5-pro", "publishers/google/models/gemini-2.5-pro".
  private func pathEnd(_ name: String) -> String? {
    name.range(of: "models/", options: .backwards).map { String(name[$0.upperBound...]) }
  }

  private func findAny(_ names: [String?], of seller: CatalogProvider) -> Found? {
    names.lazy.compactMap(\.self).compactMap { find($0, of: seller) }.first
  }

  private func find(_ name: String, of seller: CatalogProvider) -> Found? {
    if let found = exactly(name, of: seller) { return found }
    return CompactDate.spelt(in: name).flatMap { exactly($0, of: seller) }
  }

  private func exactly(_ name: String, of seller: CatalogProvider) -> Found? {
    if let model = seller.model(named: name) { return Found(provider: seller.id, model: model, isOwn: true) }
    for id in seller.fallback {
      guard let model = byID[id].flatMap({ providers[$0].model(named: name) }) else { continue }
      return Found(provider: id, model: model, isOwn: false)
    }
    return nil
  }
}
