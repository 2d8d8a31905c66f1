import Accounts
import Usage
import Web

/// Knows one key of each scope, named after it, and keys that are of no use any more.
struct StubAuthenticator: Authenticator {
  func principal(for credential: String) throws(KeyFailure) -> Principal {
    switch credential {
    case "expired": throw .expired
    case "revoked": throw .revoked
    default:
      guard let scope = Scope(rawValue: credential) else { throw .unknown }
      return Principal(kind: .key(ID("key_" + credential)), name: credential, scope: scope, projects: .all)
    }
  }

  func principal(of key: ID<APIKey>) throws(KeyFailure) -> Principal {
    try principal(for: String(key.text.dropFirst(4)))
  }
}
