import Accounts

/// Who may call an endpoint, and where their credential may stand.
package enum Access: Hashable, Sendable {
  case open
  /// Known callers are recognised, unknown ones let in: a page that leads to the sign-in.
  case optional(from: [CredentialSource] = CredentialSource.usual)
  /// Any valid key, whatever its scope.
  case signedIn(from: [CredentialSource] = CredentialSource.usual)
  case permission(Permission, from: [CredentialSource] = CredentialSource.usual)

  /// - Parameter reach: nil: that of the scope. `.project` promises that the endpoint keeps to the projects of the caller's key.
  package static func scope(
    _ scope: Scope, _ reach: Permission.Reach? = nil, from sources: [CredentialSource] = CredentialSource.usual
  ) -> Access {
    .permission(Permission(scope, reach), from: sources)
  }

  package static var signedIn: Access { .signedIn(from: CredentialSource.usual) }
  package static var optional: Access { .optional(from: CredentialSource.usual) }

  var sources: [CredentialSource] {
    switch self {
    case .open: []
    case .optional(let sources), .signedIn(let sources), .permission(_, let sources): sources
    }
  }

  /// A credential that is refused leaves those in the other places a chance.
  var takesAnyCredential: Bool {
    sources.contains { if case .query = $0 { true } else { false } }
  }

  var isRestricted: Bool {
    switch self {
    case .open, .optional: false
    case .signedIn, .permission: true
    }
  }
}
