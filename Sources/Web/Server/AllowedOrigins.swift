/// Whose pages may call: origins as browsers spell them, "https://app.example.org". There is no "everybody".
package struct AllowedOrigins: Hashable, Sendable, ExpressibleByArrayLiteral {
  /// For all paths that no list of their own is for.
  private let general: Set<String>
  private let byPrefix: [String: Set<String>]

  /// - Parameter byPrefix: lists that hold instead of the general one, by path prefix. An empty one keeps all other sites out.
  package init(_ general: Set<String>, byPrefix: [String: Set<String>] = [:]) {
    self.general = general
    self.byPrefix = byPrefix
  }

  package init(arrayLiteral origins: String...) { self.init(Set(origins)) }

  func origins(for path: String) -> Set<String> {
    let prefixes = byPrefix.keys.filter { path.hasPrefix($0) }
    return prefixes.max { $0.utf8.count < $1.utf8.count }.flatMap { byPrefix[$0] } ?? general
  }
}
