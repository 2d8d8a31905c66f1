import Accounts
import Hummingbird
import Semantics
import Usage
import Web

/// The pages for people: sign-in, the pages of `Pages`, and the files they need.
package struct Dashboard: Sendable {
  private let ports: Ports
  private let clock: TimeSource
  private let zone: Zone
  private let budget: QueryBudget
  private let assets: AssetLibrary
  private let isSecure: Bool
  private let signIn: SignIn
  var pages = Pages.all

  /// - Parameters:
  ///   - clock: the present of all questions; frozen for demos.
  ///   - sessionClock: the real time, the same that the server checks sessions by.
  ///   - isSecure: whether browsers reach this server by https, be it through a proxy.
  package init(
    ports: Ports, cookie: SessionCookie, tickets: SignInTickets, clock: TimeSource, zone: Zone,
    budget: QueryBudget, assets: AssetLibrary, isSecure: Bool, sessionClock: TimeSource = .system
  ) {
    self.ports = ports
    self.clock = clock
    self.zone = zone
    self.budget = budget
    self.assets = assets
    self.isSecure = isSecure
    signIn = SignIn(keys: ports.keys, cookie: cookie, tickets: tickets, clock: sessionClock, assets: assets, isSecure: isSecure)
  }

  package var endpoints: [Endpoint] {
    pages.flatMap(endpoints) + signIn.endpoints + assets.endpoints
  }

  private func endpoints(of page: any Page) -> [Endpoint] {
    PageEndpoints(page: page, assets: assets, visit: visit, refusal: { signIn.refusal(of: $0) }).all
  }

  private func visit(_ call: Call, _ page: any Page, _ reader: Principal) -> Visit {
    let now = clock.now(), pattern = PagePath(page.path)
    let segments = Dictionary(uniqueKeysWithValues: pattern.names.map { ($0, call.segment($0)) })
    let path = pattern.filled(segments)
    return Visit(
      path: path, selection: Selection(call.query, zone: zone, path: path), parameters: call.query, reader: reader,
      inquiry: Inquiry(engine: ports.engine, budget: budget, scope: reader.projects, now: now, call: call), ports: ports, now: now,
      server: ServerAddress(call.request.head.authority, isSecure: isSecure), hasCharts: assets.hasCharts, theme: Theme(call.headers),
      segments: segments)
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
