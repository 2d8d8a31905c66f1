/// A provider's models and how their names are told apart.
struct CatalogProvider: Sendable {
  let id: String
  let match: MatchRule?
  let modelsMatch: MatchRule?
  /// Providers whose models this one sells too, at the same price.
  let fallback: [String]
  let models: [CatalogModel]
  private let byName: [String: Int]
  private let rules: [(index: Int, rule: MatchRule)]

  init(_ provider: CatalogFile.Provider) throws(CatalogFailure) {
    id = provider.id
    match = try Self.rule(provider.match)
    modelsMatch = try Self.rule(provider.models_match)
    fallback = provider.fallback ?? []
    models = try provider.models.map { model throws(CatalogFailure) in try CatalogModel(model) }
    var byName: [String: Int] = [:]
    var rules: [(Int, MatchRule)] = []
    for (index, model) in provider.models.enumerated() {
      guard let rule = MatchRule(model.match) else { throw .unreadableRule(model.match) }
      guard let names = rule.names else {
        rules.append((index, rule))
        continue
      }
      for name in names where byName[name] == nil { byName[name] = index }
    }
    self.byName = byName
    self.rules = rules
  }

  /// The first model in the catalog's order that the name fits.
  func model(named name: String) -> CatalogModel? {
    let named = byName[name]
    let bytes = Array(name.utf8)
    let ruled = rules.first { named == nil || $0.index < named ?? 0 ? $0.rule.matches(bytes) : false }?.index
    return [named, ruled].compactMap(\.self).min().map { models[$0] }
  }

  private static func rule(_ text: String?) throws(CatalogFailure) -> MatchRule? {
    guard let text else { return nil }
    guard let rule = MatchRule(text) else { throw .unreadableRule(text) }
    return rule
  }
}
