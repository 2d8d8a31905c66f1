import Accounts
import HTTPTypes
import Hummingbird
import Usage
import Web

/// Opens and ends sessions: with a key that is pasted, or by a one-time link.
struct SignIn: Sendable {
  static let path = "/sign-in"
  private static let sessionInSeconds: Int64 = 14 * 86_400
  private static let formLimit = 16 << 10

  let keys: KeyRing
  let cookie: SessionCookie
  let tickets: SignInTickets
  /// The real time, whatever the present of the questions is.
  let clock: TimeSource
  let assets: AssetLibrary
  let isSecure: Bool

  var endpoints: [Endpoint] { [form, formSent, link, linkUsed, session, signOut] }

  private var form: Endpoint {
    endpoint(.get, Self.path, "Sign-in") { call in
      .page(view.form(next: ReturnPath(call.query["next"])))
    }
  }

  private var formSent: Endpoint {
    endpoint(.post, Self.path, "Sign-in with a key", takesForm: true) { call in
      guard isOwnForm(call) else { return .page(view.foreign, status: .forbidden) }
      let fields = try QueryParameters(parsing: String(buffer: await call.body(limit: Self.formLimit)))
      let next = ReturnPath(fields["next"])
      do throws(KeyFailure) {
        let reader = try keys.principal(for: (fields["key"] ?? "").trimmingSpaces, now: clock.now())
        guard reader.scope.allows(.read) else { return refusal(of: reader, next: next) }
        return opened(for: reader, next: next)
      } catch {
        if let wait = call.countRefusal() { return overrun(wait: wait, next: next) }
        return .page(view.form(next: next, problem: Self.words(for: error)), status: .unauthorized)
      }
    }
  }

  /// Only shows a button: programs that look ahead at links must not use the ticket up.
  private var link: Endpoint {
    endpoint(.get, Self.path + "/{ticket}", "One-time sign-in") { call in
      let ticket = call.segment("ticket")
      guard tickets.isValid(ticket, now: clock.now()) else { return .page(view.spentLink, status: .notFound) }
      return .page(view.link(ticket))
    }
  }

  private var linkUsed: Endpoint {
    endpoint(.post, Self.path + "/{ticket}", "One-time sign-in, confirmed", takesForm: true) { call in
      guard isOwnForm(call) else { return .page(view.foreign, status: .forbidden) }
      let now = clock.now()
      guard let key = tickets.redeem(call.segment("ticket"), now: now), let reader = try? keys.principal(of: key, now: now) else {
        return .page(view.spentLink, status: .notFound)
      }
      return opened(for: reader, next: .start)
    }
  }

  /// Tells the sign-in page whether the browser has a session after all: one who follows a link from another site arrives without the
  /// cookie, because SameSite=Strict keeps it back there.
  private var session: Endpoint {
    Endpoint(
      .get, "/session", access: .optional(from: [.session]), .init("session", "Whether there is a session"),
      answers: [.init(.ok, "Yes or no.", [.json: .any])], isHidden: true
    ) { call in
      var response = Response.json(["signed_in": .bool(call.visitor?.scope.allows(.read) ?? false)])
      response.headers[.cacheControl] = "no-store"
      return response
    }
  }

  private var signOut: Endpoint {
    // With a session in hand the server itself demands that the request comes from one of its pages.
    Endpoint(
      .post, "/sign-out", access: .optional(from: [.session]), .init("signOut", "Sign-out"), body: Self.formBody,
      answers: [.init(.seeOther, "Leads to the sign-in.")], isHidden: true
    ) { _ in
      var response = Response.redirect(to: Self.path)
      response.headers[.setCookie] = SessionCookie.headerClosing(isSecure: isSecure)
      return response
    }
  }

  private static let formBody = Endpoint.Body([.form: .any], isRequired: false, limit: formLimit)

  private func endpoint(
    _ method: HTTPRequest.Method, _ path: String, _ summary: String, takesForm: Bool = false, handler: @escaping Endpoint.Handler
  ) -> Endpoint {
    let segments: [Parameter] = path.hasSuffix("}") ? [.path("ticket", .string, "From a one-time link.")] : []
    return Endpoint(
      method, path, access: .open, .init("\(method.rawValue) \(path)", summary), parameters: segments,
      body: takesForm ? Self.formBody : nil, answers: [.init(.ok, "The page.", [.html: .string])], allowsUndeclaredQuery: true,
      isHidden: true, handler: handler)
  }

  private var view: SignInView { SignInView(assets: assets) }
}

extension SignIn {
  private func opened(for reader: Principal, next: ReturnPath) -> Response {
    guard case .key(let key) = reader.kind else { return .page(view.spentLink, status: .forbidden) }
    let now = clock.now()
    let session = Web.Session(key: key, issuedAt: now, expiresAt: now.adding(seconds: Self.sessionInSeconds))
    var response = Response.redirect(to: next.text)
    response.headers[.setCookie] = cookie.header(opening: session, isSecure: isSecure)
    response.headers[.cacheControl] = "no-store"
    return response
  }

  /// For a key that is right but may only record.
  func refusal(of reader: Principal, next: ReturnPath = .start) -> Response {
    .page(view.form(next: next, problem: SignInTexts.onlyRecords(reader.name)), status: .forbidden)
  }

  /// After too many wrong keys. A right one is let in all the same.
  private func overrun(wait: Int, next: ReturnPath) -> Response {
    var response = Response.page(view.form(next: next, problem: SignInTexts.overrun(wait)), status: .tooManyRequests)
    response.headers[.retryAfter] = String(wait)
    return response
  }

  /// Keeps another site's page from signing a browser in with a key of its own. What names no origin at all is no browser.
  private func isOwnForm(_ call: Call) -> Bool {
    if SameOrigin.holds(for: call.request.head) { return true }
    return HTTPField.Name("Sec-Fetch-Site").map { !call.headers.contains($0) } ?? true && !call.headers.contains(.origin)
  }

  private static func words(for failure: KeyFailure) -> String {
    switch failure {
    case .expired: SignInTexts.expired
    case .revoked: SignInTexts.revoked
    default: SignInTexts.unknown
    }
  }
}

extension String {
  /// Pasting brings spaces and line breaks along.
  fileprivate var trimmingSpaces: String {
    String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
  }
}
