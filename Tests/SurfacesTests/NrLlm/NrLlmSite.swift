import Accounts
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import QueryCases
import Semantics
import Surfaces
import Usage
import Web

/// The spending endpoints over one engine, with a key of each kind, called without a socket. The present is 2026-06-15 13:45 local time.
struct NrLlmSite {
  let reader: String
  let recorder: String
  let admin: String
  /// Bound to the project "p".
  let bound: String
  let zone: Zone
  private let server: WebServer

  init(
    _ engine: NrLlmEngine, _ events: [UsageEvent] = [], zone: String = "UTC", now: String = "2026-06-15T13:45:00Z",
    names: [String: String] = [:]
  ) async throws {
    let instant = Timestamp(now) ?? Timestamp(seconds: 0)
    let ring = try await KeyRing(store: KeptKeys())
    func key(_ scope: Scope, _ project: String? = nil) async throws -> String {
      try await ring.create(KeyRequest(name: "\(scope) \(project ?? "")", scope: scope, project: project), now: instant).secret.text
    }
    (reader, recorder, admin, bound) = (try await key(.read), try await key(.ingest), try await key(.admin), try await key(.admin, "p"))
    self.zone = Zone(zone) ?? .utc
    let spending = SpendingAPI(
      engine: try await engine.holding(events), budgets: try await BudgetBook(store: KeptBudgets()), names: ToldNames(names: names),
      clock: .frozen(at: instant), zone: self.zone, queryBudget: .patient)
    server = WebServer(
      site: Site(
        endpoints: spending.endpoints, problemTranslators: LayerProblems.translators,
        authenticator: KeyRingAuthenticator(ring, now: { instant }), now: { instant }),
      configuration: WebConfiguration(listeners: []), logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
  }

  /// The status and the body, read as JSON.
  func ask(
    _ method: HTTPRequest.Method, _ uri: String, _ body: String? = nil, key: String? = nil
  ) async throws -> (status: Int, body: NrLlmJSON) {
    let headers: HTTPFields = [.authorization: "Bearer " + (key ?? admin), .contentType: "application/json"]
    let answer = try await server.application(for: .tcp(host: "127.0.0.1", port: 0)).test(.router) { client in
      try await client.execute(uri: uri, method: method, headers: headers, body: body.map { ByteBuffer(string: $0) }) { $0 }
    }
    return (Int(answer.status.code), try JSONDecoder().decode(NrLlmJSON.self, from: Data(answer.body.readableBytesView)))
  }

  func get(_ uri: String) async throws -> NrLlmJSON { try await ask(.get, uri, key: reader).body }

  /// Gives a user a budget.
  func give(_ user: String, _ ceilings: String) async throws {
    _ = try await ask(.put, "/v1/budgets", "{\"user_id\":\"\(user)\",\(ceilings)}")
  }

  func check(_ body: String) async throws -> NrLlmJSON { try await ask(.post, "/v1/budgets/check", body, key: recorder).body }
}

actor KeptBudgets: BudgetStore {
  private var kept: [ID<Budget>: Budget] = [:]
  func budgets() -> [Budget] { Array(kept.values) }
  func put(_ budget: Budget, audit: AuditRecord?) { kept[budget.id] = budget }
  func removeBudget(_ id: ID<Budget>, audit: AuditRecord?) { kept[id] = nil }
}

private struct KeptKeys: KeyStore {
  func keys() async -> [APIKey] { [] }
  func insert(_ key: APIKey, audit: AuditRecord?) async {}
  func markRevoked(_ key: ID<APIKey>, at instant: Timestamp, audit: AuditRecord?) async {}
  func markUsed(_ keys: [ID<APIKey>: Timestamp]) async {}
}

private struct ToldNames: NameDirectory {
  let names: [String: String]

  func names(of users: [String], in scope: ProjectScope) -> [String: String] { names.filter { users.contains($0.key) } }
}
