import Usage

/// An installation's overrides, checked and put in order. Immutable: a change makes a new value.
package struct PriceOverrides: Sendable {
  package struct Element: Sendable {
    package let override: PriceOverride
    let sheet: PriceSheet
    let price: ID<Price>
  }

  private struct Names: Hashable, Sendable {
    let project: ID<Project>
    let provider: String?
    let model: String
  }

  package static let none = PriceOverrides()

  /// The most specific first: project before provider before exact model before longer beginning; then the later start, then the id.
  package let elements: [Element]
  private let fitting = BoundedCache<Names, [Element]>(capacity: 4096)

  private init() { elements = [] }

  package init(_ overrides: [PriceOverride]) throws(PriceOverrideFailure) {
    var ids: Set<String> = []
    var elements: [Element] = []
    for override in overrides {
      try override.validate()
      guard ids.insert(override.id).inserted else { throw .duplicateID(field: "id") }
      elements.append(Element(override: override, sheet: try override.prices.sheet(), price: ID("override/" + override.id)))
    }
    self.elements = elements.sorted { $0.override.comesBefore($1.override) }
  }

  func first(project: ID<Project>, provider: String?, model: String, at instant: Timestamp) -> Element? {
    guard !elements.isEmpty else { return nil }
    let candidates = fitting.value(for: Names(project: project, provider: provider, model: model)) {
      elements.filter { $0.override.fits(project: project, provider: provider, model: model) }
    }
    return candidates.first { $0.override.isValid(at: instant) }
  }
}

extension PriceOverride {
  fileprivate var isPrefix: Bool { model.hasSuffix("*") }

  fileprivate func isValid(at instant: Timestamp) -> Bool {
    validFrom.map { $0 <= instant } ?? true && validTo.map { instant < $0 } ?? true
  }

  fileprivate func fits(project: ID<Project>, provider: String?, model: String) -> Bool {
    if let own = self.project, own != project { return false }
    if let own = self.provider, CatalogName.canonical(own) != provider.map(CatalogName.canonical) { return false }
    let pattern = CatalogName.plain(self.model)
    let name = CatalogName.plain(model)
    return pattern.hasSuffix("*") ? name.hasPrefix(pattern.dropLast()) : name == pattern
  }

  fileprivate func comesBefore(_ other: PriceOverride) -> Bool {
    if (project == nil) != (other.project == nil) { return project != nil }
    if (provider == nil) != (other.provider == nil) { return provider != nil }
    if isPrefix != other.isPrefix { return !isPrefix }
    if isPrefix, model.utf8.count != other.model.utf8.count { return model.utf8.count > other.model.utf8.count }
    if validFrom != other.validFrom { return validFrom.map { start in other.validFrom.map { start > $0 } ?? true } ?? false }
    return id < other.id
  }
}
