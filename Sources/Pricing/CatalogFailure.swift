/// The catalog that was compiled in cannot be read: a fault of the build, not of the installation.
package enum CatalogFailure: Error, Hashable {
  case unreadable(String)
  case unreadableRule(String)
  case unreadablePrice(String)
}
