import Accounts
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Ingest
import Logging
import MemoryEngine
import Semantics
import StorageDuckDB
import Usage
import Web

@testable import Surfaces

/// The surface over the recorded rows, called without a socket.
struct AnalyticsSite {
  typealias Engine = QueryEngine & RequestReports & ActivitySource & ActivityStore & ExecutionReports & FeedbackReports & EventSink

  enum Store: String, CaseIterable, Sendable {
    case memory, duckdb

    func open() async throws -> any Engine {
      switch self {
      case .memory: MemoryEngine()
      case .duckdb: try await DuckDBStore.inMemory()
      }
    }
  }

  private let server: WebServer

  init(_ rows: RecordedRows, in store: Store) async throws {
    let engine = try await store.open()
    var builder = EventBlockBuilder()
    for event in rows.events { builder.append(event) }
    let block = builder.take()
    if block.count > 0 {
      try await engine.store(
        SinkBatch(
          slices: [.init(block: block, rows: 0..<block.count, firstSequence: 1)], quarantined: [], lastSequence: UInt64(block.count)))
    }
    try await engine.upsert(rows.executions)
    try await engine.upsert(rows.feedback)
    try await engine.upsert(rows.messages)
    try await engine.upsert(rows.users)
    let api = AutoAnalystAPI(
      engine: engine, reports: engine, activity: engine,
      opinions: FeedbackDesk(store: engine, keepsContent: true, budget: QueryBudget()), live: LiveHub(), clock: .frozen(at: rows.now),
      budget: QueryBudget()
    ).surface
    var configuration = WebConfiguration(listeners: [])
    configuration.failedAttemptLimit = .max
    server = WebServer(
      site: Site(
        endpoints: api.endpoints, errorShapes: api.errorShapes,
        problemTranslators: LayerProblems.translators, authenticator: OneKey(), now: { rows.now }), configuration: configuration,
      logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
  }

  func ask(_ uri: String, method: String = "GET", headers: [String: String] = ["X-Admin-API-Key": "k-test"]) async throws -> TestResponse {
    let fields = HTTPFields(headers.compactMap { name, value in HTTPField.Name(name).map { HTTPField(name: $0, value: value) } })
    return try await server.application(for: .tcp(host: "127.0.0.1", port: 0)).test(.router) { client in
      try await client.execute(uri: uri, method: HTTPRequest.Method(rawValue: method) ?? .get, headers: fields, body: nil) { $0 }
    }
  }
}

private struct OneKey: Authenticator {
  func principal(for credential: String) throws(KeyFailure) -> Principal {
    switch credential {
    case "k-test": Principal(kind: .key(ID("key_1")), name: "reader", scope: .read, projects: .only(RecordedRows.project))
    case "k-ingest": Principal(kind: .key(ID("key_2")), name: "app", scope: .ingest, projects: .all)
    case "k-other": Principal(kind: .key(ID("key_3")), name: "other", scope: .read, projects: .only(ID("other")))
    default: throw .unknown
    }
  }

  func principal(of key: ID<APIKey>) throws(KeyFailure) -> Principal { throw .unknown }
}

extension TestResponse {
  var json: RecordedJSON? { try? JSONDecoder().decode(RecordedJSON.self, from: Data(buffer: body)) }
}
