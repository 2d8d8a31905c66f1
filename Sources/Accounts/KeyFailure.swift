/// Why a credential was not accepted, or a key not made.
package enum KeyFailure: Error, Hashable, Sendable {
  case unknown
  case expired
  case revoked
  case invalidName(String)
  case duplicateName(String)
  case invalidProject(String)
  /// Whoever is bound to one project makes keys of that project.
  case foreignProject
  case noSuchKey(String)
}
