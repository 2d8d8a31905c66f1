import Accounts
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Ingest
import Logging
import MemoryEngine
import QueryCases
import Semantics
import StorageDuckDB
import Usage
import Web

@testable import Surfaces

/// What the surface is asked about.
struct ClaraData {
  var events: [UsageEvent] = []
  var messages: [MessageRecord] = []
  var chats: [ChatRecord] = []
  var agents: [AgentRecord] = []
  var runs: [AgentRunRecord] = []
  var users: [UserRecord] = []

  static let project = ID<Project>("default")

  mutating func request(_ time: String, _ change: (inout UsageEvent) -> Void = { _ in }) {
    var event = UsageEvent(id: ID("e\(events.count)"), timestamp: Timestamp(time)!, project: Self.project, source: "api")
    change(&event)
    events.append(event)
  }

  mutating func message(_ time: String, _ chat: String, by user: String? = nil, role: String = "user") {
    var record = MessageRecord(id: ID("m\(messages.count)"), project: Self.project)
    (record.chat, record.user, record.role, record.createdAt) = (ID(chat), user.map { ID($0) }, role, Timestamp(time))
    messages.append(record)
  }

  mutating func run(_ time: String, of agent: String, _ status: String = "completed", by user: String? = nil) {
    var record = AgentRunRecord(id: ID("r\(runs.count)"), project: Self.project)
    (record.agent, record.status, record.user, record.startedAt) = (ID(agent), status, user.map { ID($0) }, Timestamp(time))
    runs.append(record)
  }

  mutating func user(_ id: String, _ change: (inout UserRecord) -> Void = { _ in }) {
    var record = UserRecord(id: ID(id), project: Self.project)
    change(&record)
    users.append(record)
  }
}

/// The surface over some data, called without a socket.
struct ClaraSite {
  typealias Engine = QueryEngine & ActivityStore & ActivitySource & EventSink & ClaraVerseAPI.Reports

  enum Store: String, CaseIterable, Sendable {
    case memory, duckdb

    func open() async throws -> any Engine {
      switch self {
      case .memory: MemoryEngine()
      case .duckdb: try await DuckDBStore.inMemory()
      }
    }
  }

  static let now = Timestamp("2026-03-15T14:30:00Z")!
  private let server: WebServer

  init(
    _ data: ClaraData, in store: Store = .memory, at now: Timestamp = ClaraSite.now, tiers: TierBook = .standard
  ) async throws {
    let engine = try await store.open()
    var builder = EventBlockBuilder()
    for event in data.events { builder.append(event) }
    let block = builder.take()
    if block.count > 0 {
      try await engine.store(
        SinkBatch(
          slices: [.init(block: block, rows: 0..<block.count, firstSequence: 1)], quarantined: [], lastSequence: UInt64(block.count)))
    }
    try await engine.upsert(data.messages)
    try await engine.upsert(data.chats)
    try await engine.upsert(data.agents)
    try await engine.upsert(data.runs)
    try await engine.upsert(data.users)
    let api = ClaraVerseAPI(
      engine: engine, reports: engine, directory: engine, tiers: ClaraTiers(book: tiers), clock: .frozen(at: now), budget: .patient,
      storage: { 1_500_000_000 }
    ).surface
    var configuration = WebConfiguration(listeners: [])
    configuration.answerTimeout = QueryBudget.patient.time
    server = WebServer(
      site: Site(
        endpoints: api.endpoints, errorShapes: api.errorShapes, problemTranslators: LayerProblems.translators,
        authenticator: ClaraKeys(), now: { now }), configuration: configuration,
      logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
  }

  /// - Parameter path: after /api/admin/.
  func ask(_ path: String, _ method: HTTPRequest.Method = .get, authorization: String? = "Bearer read") async throws -> TestResponse {
    let headers: HTTPFields = authorization.map { [.authorization: $0] } ?? [:]
    return try await server.application(for: .tcp(host: "127.0.0.1", port: 0)).test(.router) { client in
      try await client.execute(uri: "/api/admin/" + path, method: method, headers: headers) { $0 }
    }
  }

  func json(_ path: String) async throws -> RecordedJSON { try await ask(path).json ?? .null }
  func text(_ path: String) async throws -> String { String(buffer: try await ask(path).body) }
}

private struct ClaraTiers: TierStore {
  let book: TierBook

  func tiers() async -> TierBook { book }
  func replaceTiers(_ table: TierBook, inPlaceOf present: TierBook, audit: AuditRecord) async -> Bool { false }
}

private struct ClaraKeys: Authenticator {
  func principal(for credential: String) throws(KeyFailure) -> Principal {
    if credential == "expired" { throw .expired }
    if credential == "other" { return Principal(kind: .key(ID("k")), name: "other", scope: .read, projects: .only(ID("other"))) }
    guard let scope = Scope(rawValue: credential) else { throw .unknown }
    return Principal(kind: .key(ID("key_" + credential)), name: credential, scope: scope, projects: .only(ClaraData.project))
  }

  func principal(of key: ID<APIKey>) throws(KeyFailure) -> Principal { throw .unknown }
}

extension RecordedJSON {
  var list: [RecordedJSON] { if case .array(let elements) = self { elements } else { [] } }
  var keys: [String] { if case .object(let members) = self { members.keys.sorted() } else { [] } }
  /// The last of a member's elements, and the sum of a member over all elements.
  func sum(_ key: String) -> Double { list.reduce(0) { $0 + ($1[key]?.real ?? 0) } }
}
