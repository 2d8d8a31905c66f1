/// What a key may do. Each scope includes the ones before it, but for `ingest`: a key that records events cannot read them.
package enum Scope: String, CaseIterable, Sendable {
  case ingest, read, admin

  package func allows(_ needed: Scope) -> Bool { self == .admin || self == needed }
}
