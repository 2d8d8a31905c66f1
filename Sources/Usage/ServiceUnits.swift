/// Units of services that are not billed by the token.
package struct ServiceUnits: Hashable, Sendable {
  package var images: Int64?
  package var characters: Int64?
  package var audioMicroseconds: Int64?
  package var webSearches: Int64?

  package init() {}
}
