/// Why a credential was not accepted, or a key not made.
package enum KeyFailure: Error, Hashable, Sendable {
  case unknown
  case expired
  case revoked
  case invalidName(String)
  case duplicateName(String)
  case invalidProject(String)
  case noSuchKey(String)
}
