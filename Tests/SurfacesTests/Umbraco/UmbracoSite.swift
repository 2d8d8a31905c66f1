import Accounts
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import MemoryEngine
import QueryCases
import Semantics
import Surfaces
import Usage
import Web

/// The surface over the engine that tests trust, called without a socket.
struct UmbracoSite {
  static let now = Timestamp("2026-10-08T14:23:00Z")!
  static let base = "/umbraco/ai/management/api/v1"
  private let server: WebServer

  init(_ events: [UsageEvent] = [], names: [String: String] = [:], engine: (any QueryEngine & RecordSource)? = nil) {
    let engine = engine ?? MemoryEngine(events)
    let surface = UmbracoAPI(
      engine: engine, records: engine, names: FixedNames(names: names), clock: .frozen(at: Self.now), budget: .patient
    ).surface
    server = WebServer(
      site: Site(
        endpoints: surface.endpoints, errorShapes: surface.errorShapes, problemTranslators: LayerProblems.translators,
        authenticator: UmbracoKeys(), now: { Self.now }),
      configuration: WebConfiguration(listeners: []), logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
  }

  /// - Parameter path: after the base.
  func ask(_ path: String, _ method: HTTPRequest.Method = .get, key: String? = "read") async throws -> TestResponse {
    let headers: HTTPFields = key.map { [.authorization: "Bearer " + $0] } ?? [:]
    return try await server.application(for: .tcp(host: "127.0.0.1", port: 0)).test(.router) { client in
      try await client.execute(uri: Self.base + path, method: method, headers: headers) { $0 }
    }
  }

  func text(_ path: String) async throws -> String { String(buffer: try await ask(path).body) }

  func object(_ path: String) async throws -> [String: Any] {
    try JSONSerialization.jsonObject(with: Data((try await ask(path)).body.readableBytesView)) as? [String: Any] ?? [:]
  }

  func list(_ path: String) async throws -> [[String: Any]] {
    try JSONSerialization.jsonObject(with: Data((try await ask(path)).body.readableBytesView)) as? [[String: Any]] ?? []
  }

  /// The named members of a row, with spaces between.
  static func line(_ row: [String: Any], _ members: [String]) -> String {
    let cells: [String] = members.map { member in
      guard let value = row[member] else { return "-" }
      return String(describing: value)
    }
    return cells.joined(separator: " ")
  }

  private struct FixedNames: NameDirectory {
    let names: [String: String]

    func names(of users: [String], in scope: ProjectScope) -> [String: String] { names.filter { users.contains($0.key) } }
  }
}

/// A key of each scope, named after it; "alpha" reads one project; "expired" is.
private struct UmbracoKeys: Authenticator {
  func principal(for credential: String) throws(KeyFailure) -> Principal {
    if credential == "expired" { throw .expired }
    if credential == "alpha" { return Principal(kind: .key(ID("key_alpha")), name: "alpha", scope: .read, projects: .only(ID("alpha"))) }
    guard let scope = Scope(rawValue: credential) else { throw .unknown }
    return Principal(kind: .key(ID("key_" + credential)), name: credential, scope: scope, projects: .all)
  }

  func principal(of key: ID<APIKey>) throws(KeyFailure) -> Principal { throw .unknown }
}

/// Requests for the tests' tables.
struct UmbracoEvents {
  private(set) var all: [UsageEvent] = []

  static let noID = "00000000-0000-0000-0000-000000000000"

  /// The upstream tests' common data: provider `openai`, model `gpt`, one token in and one out, ten milliseconds.
  mutating func add(_ count: Int = 1, at time: Timestamp, _ change: (inout UsageEvent) -> Void = { _ in }) {
    for _ in 0..<count {
      var event = UsageEvent(id: ID("e\(all.count)"), timestamp: time, project: ID("alpha"), source: "test")
      (event.provider, event.model) = ("openai", "gpt")
      (event.profile, event.profileName) = (ID(Self.noID), "profile")
      event.tokens = TokenUsage(input: 1, output: 1)
      event.tokens.total = 2
      event.durationMicroseconds = 10_000
      change(&event)
      all.append(event)
    }
  }

  static func make(_ body: (inout UmbracoEvents) -> Void) -> [UsageEvent] {
    var events = UmbracoEvents()
    body(&events)
    return events.all
  }
}

extension Timestamp {
  /// The current hour and the current day of the tests' clock.
  static let thisHour = Timestamp("2026-10-08T14:00:00Z")!
  static let today = Timestamp("2026-10-08T00:00:00Z")!

  func hours(_ count: Int64) -> Timestamp { adding(seconds: count * 3600) }
  func days(_ count: Int64) -> Timestamp { adding(seconds: count * 86_400) }
  func minutes(_ count: Int64) -> Timestamp { adding(seconds: count * 60) }
}
