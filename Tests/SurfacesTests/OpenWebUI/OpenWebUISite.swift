import Accounts
import Foundation
import HTTPTypes
import HummingbirdTesting
import Logging
import MemoryEngine
import Semantics
import StorageDuckDB
import Usage
import Web

@testable import Surfaces

/// The surface over the recorded rows, called without a socket.
struct OpenWebUISite {
  typealias Engine = QueryEngine & ActivitySource & ActivityStore & MessageReports

  /// When the original was asked.
  static let now = Timestamp(seconds: 1_795_252_311)
  private let server: WebServer
  let engine: any Engine

  init(in store: AnalyticsSite.Store, _ rows: OpenWebUIRows? = nil, zone: Zone = .utc, now: Timestamp = now) async throws {
    switch store {
    case .memory: engine = MemoryEngine()
    case .duckdb: engine = try await DuckDBStore.inMemory()
    }
    if let rows {
      try await engine.upsert(rows.users)
      try await engine.upsert(rows.groups)
      try await engine.upsert(rows.chats)
      try await engine.upsert(rows.messages)
      try await engine.upsert(rows.feedback)
    }
    let api = OpenWebUIAPI(
      engine: engine, store: engine, opinions: FeedbackDesk(store: engine, keepsContent: true, budget: QueryBudget()),
      clock: .frozen(at: now), zone: zone, budget: QueryBudget()
    ).surface
    var configuration = WebConfiguration(listeners: [])
    configuration.failedAttemptLimit = .max
    server = WebServer(
      site: Site(
        endpoints: api.endpoints, errorShapes: api.errorShapes, problemTranslators: LayerProblems.translators,
        authenticator: OpenWebUIKeys(), now: { now }), configuration: configuration,
      logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
  }

  func ask(
    _ uri: String, _ method: HTTPRequest.Method = .get, headers: [String: String] = ["Authorization": "Bearer weir_reader"]
  ) async throws -> TestResponse {
    let fields = HTTPFields(headers.compactMap { name, value in HTTPField.Name(name).map { HTTPField(name: $0, value: value) } })
    return try await server.application(for: .tcp(host: "127.0.0.1", port: 0)).test(.router) { client in
      try await client.execute(uri: uri, method: method, headers: fields) { $0 }
    }
  }

  func figures(_ path: String) async throws -> RecordedJSON? { try await ask("/api/v1/analytics" + path).json }
}

private struct OpenWebUIKeys: Authenticator {
  func principal(for credential: String) throws(KeyFailure) -> Principal {
    switch credential {
    case "weir_reader": Principal(kind: .key(ID("key_1")), name: "reader", scope: .read, projects: .only(OpenWebUIRows.project))
    case "weir_app": Principal(kind: .key(ID("key_2")), name: "app", scope: .ingest, projects: .all)
    case "weir_other": Principal(kind: .key(ID("key_3")), name: "other", scope: .read, projects: .only(ID("other")))
    case "weir_expired": throw .expired
    default: throw .unknown
    }
  }

  func principal(of key: ID<APIKey>) throws(KeyFailure) -> Principal { throw .unknown }
}
