/// Where in a request a credential may stand. An endpoint names the ones its contract allows, in the order they are tried.
package enum CredentialSource: Hashable, Sendable {
  /// `Authorization: Bearer <key>`
  case bearer
  /// `Authorization: Basic <anything>:<key>`, as Langfuse's clients send it.
  case basicPassword
  case header(String)
  /// Only for contracts that demand it: an address ends up in other people's logs.
  case query(String)
  /// A cookie of that name, for contracts that only ever read: a browser sends it along whoever wrote the page.
  case cookie(String)
  case session

  package static let usual: [CredentialSource] = [.bearer, .header("x-api-key"), .session]
  /// For machines alone: no browser can be made to send these.
  package static let machine: [CredentialSource] = [.bearer, .header("x-api-key")]

  /// How a caller is told to send the key.
  var hint: String {
    switch self {
    case .bearer: "Authorization: Bearer"
    case .basicPassword: "the password of Authorization: Basic"
    case .header(let name): "the header \(name)"
    case .query(let name): "the parameter \(name)"
    case .cookie(let name): "the cookie \(name)"
    case .session: "a session cookie"
    }
  }
}
