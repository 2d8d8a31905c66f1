import Accounts
import FoundationEssentials
import HTTPTypes
import Hummingbird
import Synchronization
import Usage

/// Lets a request through to an endpoint, or not.
final class Gatekeeper: Sendable {
  private enum Credential {
    case secret(String)
    /// The value of a session cookie, not checked yet.
    case session(String)
  }

  private let authenticator: any Authenticator
  private let cookie: SessionCookie?
  private let now: @Sendable () -> Timestamp
  private let uptime: @Sendable () -> Int64
  private let failures: Mutex<FailedAttempts>

  init(
    authenticator: any Authenticator, cookie: SessionCookie?, now: @escaping @Sendable () -> Timestamp,
    uptime: @escaping @Sendable () -> Int64, failureLimit: Int
  ) {
    self.authenticator = authenticator
    self.cookie = cookie
    self.now = now
    self.uptime = uptime
    failures = Mutex(FailedAttempts(limit: failureLimit))
  }

  /// - Parameter isSocket: a browser opens a WebSocket with its cookies for any page, though it is a GET.
  /// - Parameter address: the client's address, asked for only where a credential is refused.
  func admit(
    _ request: Request, to access: Access, query: QueryParameters, isSocket: Bool = false, address: () -> String,
    countsRefusals: Bool = true
  ) throws(Problem) -> Principal? {
    let sources = access.sources
    guard !sources.isEmpty else { return nil }
    let credentials = sources.compactMap { Self.credential(in: request, query: query, source: $0) }
    guard let first = credentials.first else {
      if access.isRestricted { throw .unauthorized("A key is needed. Send it as: \(sources.map(\.hint).joined(separator: ", ")).") }
      return nil
    }
    // Contracts that take a key from two places let a good one in the second make up for a bad one in the first.
    let credential = access.takesAnyCredential ? credentials.first { (try? identify($0)) != nil } ?? first : first
    let principal: Principal
    do throws(KeyFailure) {
      principal = try identify(credential)
    } catch {
      if access.isRestricted { throw countsRefusals ? refusal(for: error, address: address()) : Problem(error) }
      return nil
    }
    if case .session = credential { try Self.demandSameOrigin(request, isSocket: isSocket) }
    try Self.demandPermission(of: access, from: principal)
    return principal
  }

  private func identify(_ credential: Credential) throws(KeyFailure) -> Principal {
    switch credential {
    case .secret(let secret): return try authenticator.principal(for: secret)
    case .session(let value):
      guard let session = cookie?.session(from: value, now: now()) else { throw .expired }
      return try authenticator.principal(of: session.key)
    }
  }

  private func refusal(for failure: KeyFailure, address: String) -> Problem {
    guard let wait = countRefusal(from: address) else { return Problem(failure) }
    return .busy("Too many credentials from this address were refused.", .tooManyRequests, retryAfter: wait)
  }

  /// The seconds to wait if there were too many, else nil.
  func countRefusal(from address: String) -> Int? {
    let seconds = uptime()
    return failures.withLock { $0.record(from: address, now: seconds) }.map { max($0, 1) }
  }

  /// For what is asked already whether it may go on.
  func isStillWelcome(_ principal: Principal) -> Bool {
    guard case .key(let key) = principal.kind else { return true }
    return (try? authenticator.principal(of: key)) != nil
  }

  private static func demandSameOrigin(_ request: Request, isSocket: Bool) throws(Problem) {
    guard !isSocket && SameOrigin.isSafe(request.method) || SameOrigin.holds(for: request.head) else {
      throw Problem(.forbidden, "A session can \(isSocket ? "open a socket" : "change something") only from a page of this server.")
    }
  }

  static func demandPermission(of access: Access, from principal: Principal) throws(Problem) {
    guard case .permission(let needed, _) = access, let lack = principal.lack(for: needed) else { return }
    switch lack {
    case .scope:
      throw Problem(.forbidden, "This needs a key with the scope \(needed.scope.rawValue); yours has \(principal.scope.rawValue).")
    case .reach: throw Problem(.forbidden, "This is the whole installation's: it needs a key of all projects, and yours is bound to one.")
    }
  }

  private static func credential(in request: Request, query: QueryParameters, source: CredentialSource) -> Credential? {
    switch source {
    case .bearer: request.headers[.authorization].flatMap { $0.after(scheme: "bearer ") }.map(Credential.secret)
    case .basicPassword: request.headers[.authorization].flatMap { $0.after(scheme: "basic ") }.flatMap(password).map(Credential.secret)
    case .header(let name): HTTPField.Name(name).flatMap { request.headers[$0] }.map(Credential.secret)
    case .query(let name): query.all(name).last.map(Credential.secret)
    case .cookie(let name): SessionCookie.value(of: name, in: request.headers).map(Credential.secret)
    case .session: SessionCookie.value(in: request.headers).map(Credential.session)
    }
  }

  private static func password(ofBasic encoded: String) -> String? {
    guard let data = Data(base64Encoded: encoded), let text = String(validating: data, as: UTF8.self) else { return nil }
    return text.firstIndex(of: ":").map { String(text[text.index(after: $0)...]) }
  }
}

extension String {
  /// What follows an authentication scheme, whose name has no case.
  fileprivate func after(scheme: String) -> String? {
    guard utf8.count > scheme.utf8.count, prefix(scheme.count).lowercased() == scheme else { return nil }
    return String(dropFirst(scheme.count).drop { $0 == " " })
  }
}

extension ContinuousClock.Instant {
  private static let start = ContinuousClock.now
  package var secondsSinceStart: Int64 { Self.start.duration(to: self).components.seconds }
}
