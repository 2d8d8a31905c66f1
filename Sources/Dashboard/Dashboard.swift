import Accounts
import Hummingbird
import Semantics
import Usage
import Web

/// The pages for people: sign-in, the pages of `Pages`, and the files they need.
package struct Dashboard: Sendable {
  private let engine: any QueryEngine
  private let clock: TimeSource
  private let zone: Zone
  private let budget: QueryBudget
  private let assets: AssetLibrary
  private let isSecure: Bool
  private let signIn: SignIn

  /// - Parameters:
  ///   - clock: the present of all questions; frozen for demos.
  ///   - sessionClock: the real time, the same that the server checks sessions by.
  ///   - isSecure: whether browsers reach this server by https, be it through a proxy.
  package init(
    engine: any QueryEngine, keys: KeyRing, cookie: SessionCookie, tickets: SignInTickets, clock: TimeSource, zone: Zone,
    budget: QueryBudget, assets: AssetLibrary, isSecure: Bool, sessionClock: TimeSource = .system
  ) {
    self.engine = engine
    self.clock = clock
    self.zone = zone
    self.budget = budget
    self.assets = assets
    self.isSecure = isSecure
    signIn = SignIn(keys: keys, cookie: cookie, tickets: tickets, clock: sessionClock, assets: assets, isSecure: isSecure)
  }

  package var endpoints: [Endpoint] {
    Pages.all.map(endpoint) + signIn.endpoints + assets.endpoints
  }

  private func endpoint(_ page: any Page) -> Endpoint {
    // Unknown parameters are let pass: links to a page may carry what other programs added to them.
    Endpoint(
      .get, page.path, access: .optional, .init("page " + page.path, page.title), answers: [.init(.ok, "The page.", [.html: .string])],
      allowsUndeclaredQuery: true, isHidden: true
    ) { call in
      guard let reader = call.visitor else { return .redirect(to: ReturnPath(of: call).signIn) }
      guard reader.scope.allows(.read) else { return signIn.refusal(of: reader) }
      return await response(page, call, reader)
    }
  }

  private func response(_ page: any Page, _ call: Call, _ reader: Principal) async -> Response {
    let now = clock.now()
    let visit = Visit(
      selection: Selection(call.query, zone: zone), reader: reader,
      inquiry: Inquiry(engine: engine, budget: budget, scope: reader.projects, now: now, call: call), now: now,
      server: ServerAddress(call.request.head.authority, isSecure: isSecure), hasCharts: assets.hasCharts)
    let content = await page.content(visit)
    return .page(Layout(assets: assets, page: page, visit: visit).html(content))
  }
}

extension Response {
  /// A page with figures: not to be kept where the next user of the machine could find it.
  static func page(_ html: HTML, status: HTTPResponse.Status = .ok) -> Response {
    var response = Response.html(html, status: status)
    response.headers[.cacheControl] = "no-store"
    return response
  }
}
