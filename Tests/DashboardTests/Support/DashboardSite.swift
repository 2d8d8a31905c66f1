import Accounts
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Jobs
import Logging
import NIOCore
import Semantics
import Surfaces
import Usage
import Web

@testable import Dashboard

/// The dashboard with three keys, called without a socket.
struct DashboardSite {
  static let now = Timestamp(seconds: 1_772_532_000)  // 2026-03-03T10:00:00Z
  static let cookie = SessionCookie(secret: Array(repeating: 7, count: 32))

  let tickets = SignInTickets()
  let reader: (key: APIKey, secret: KeySecret)
  let recorder: (key: APIKey, secret: KeySecret)
  let admin: (key: APIKey, secret: KeySecret)
  let ring: KeyRing
  let log = AuditNotes()
  let desk = PriceNotes()
  private let server: WebServer

  init(_ engine: StubEngine = .small, isSecure: Bool = false, further pages: [any Page] = []) async throws {
    let clock = TimeSource.frozen(at: Self.now)
    ring = try await KeyRing(store: log)
    reader = try await ring.create(KeyRequest(name: "anna", scope: .read), now: Self.now)
    admin = try await ring.create(KeyRequest(name: "root", scope: .admin), now: Self.now)
    recorder = try await ring.create(KeyRequest(name: "app", scope: .ingest), now: Self.now)
    var dashboard = Dashboard(
      ports: Ports(
        engine: engine, records: EmptyPorts(), activity: EmptyPorts(), reports: EmptyPorts(), names: EmptyPorts(), keys: ring,
        budgets: try await BudgetBook(store: EmptyPorts()), prices: desk, quarantine: EmptyPorts(), recorder: nil,
        administration: Self.administration(ring, log, desk)),
      cookie: Self.cookie, tickets: tickets, clock: clock, zone: .utc, budget: QueryBudget(),
      assets: AssetLibrary(chartFolder: nil), isSecure: isSecure, sessionClock: clock)
    dashboard.pages += pages
    server = WebServer(
      site: Site(
        endpoints: dashboard.endpoints, authenticator: KeyRingAuthenticator(ring, now: { Self.now }), sessionCookie: Self.cookie,
        now: { Self.now }, uptime: { 0 }),
      configuration: WebConfiguration(listeners: []), logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
  }

  private static func administration(_ ring: KeyRing, _ log: AuditNotes, _ desk: PriceNotes) -> Administration {
    let scheduler = Scheduler(
      [], ledger: EmptyPorts(), clock: .frozen(at: now), pace: JobPace(catchUpDelay: 60) { _ in },
      logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    return Administration(
      jobs: JobDesk(scheduler, log: log), tiers: TierDesk(log), keys: KeyDesk(ring), prices: OverrideDesk(desk),
      demo: EmptyPorts(), audit: log,
      facts: InstallationFacts(version: "0", dataDirectory: "/data/it's", settings: [], apis: [], size: { 27_025_916 }))
  }

  func get(_ uri: String, _ headers: HTTPFields = [:]) async throws -> TestResponse { try await ask(.get, uri, headers, nil) }

  func post(_ uri: String, _ form: String, _ headers: HTTPFields = [.origin: "http://localhost"]) async throws -> TestResponse {
    var headers = headers
    headers[.contentType] = "application/x-www-form-urlencoded"
    return try await ask(.post, uri, headers, ByteBuffer(string: form))
  }

  /// A page as a signed-in reader gets it.
  func page(_ uri: String) async throws -> String {
    String(buffer: try await get(uri, [.authorization: "Bearer " + reader.secret.text]).body)
  }

  private func ask(_ method: HTTPRequest.Method, _ uri: String, _ headers: HTTPFields, _ body: ByteBuffer?) async throws -> TestResponse {
    try await server.application(for: .tcp(host: "127.0.0.1", port: 0)).test(.router) { client in
      try await client.execute(uri: uri, method: method, headers: headers, body: body) { $0 }
    }
  }
}
