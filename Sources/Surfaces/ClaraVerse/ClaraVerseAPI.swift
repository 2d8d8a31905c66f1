import Accounts
import HTTPTypes
import Hummingbird
import Semantics
import Usage
import Web

/// The admin analytics API of ClaraVerse under /api/admin. Each file beside this one has the endpoints of one subject.
package struct ClaraVerseAPI: Sendable {
  package typealias Reports = ChatReports & AgentReports & PeopleReports

  let engine: any QueryEngine
  let reports: any Reports
  let directory: any ActivitySource
  let tiers: any TierStore
  let clock: TimeSource
  let budget: QueryBudget
  /// Bytes on disk.
  let storage: @Sendable () -> Int64

  package static let name = "claraverse"
  static let prefix = "/api/admin"
  /// After so long without a sign of it, a chat is not active any more.
  static let activeMinutes: Int64 = 30

  package init(
    engine: any QueryEngine, reports: any Reports, directory: any ActivitySource, tiers: any TierStore, clock: TimeSource,
    budget: QueryBudget, storage: @escaping @Sendable () -> Int64
  ) {
    self.engine = engine
    self.reports = reports
    self.directory = directory
    self.tiers = tiers
    self.clock = clock
    self.budget = budget
    self.storage = storage
  }

  package var surface: CompatibleSurface {
    CompatibleSurface(
      name: Self.name, endpoints: [overview, providers, chats, models, agents] + users + account,
      errorShapes: [(prefix: Self.prefix, shape: ClaraErrorShape())])
  }

  /// An endpoint under the prefix. Parameters that nobody declared are ignored, as the original does.
  func endpoint(
    _ path: String, _ operation: String, _ summary: String, method: HTTPRequest.Method = .get, parameters: [Parameter] = [],
    answer: KeyValuePairs<ContentType, Schema>, handler: @escaping Endpoint.Handler
  ) -> Endpoint {
    Endpoint(
      method, Self.prefix + path, access: .scope(.read, from: [.bearer]), .init("claraVerse" + operation, summary, tags: ["ClaraVerse"]),
      parameters: parameters, answers: [.init(.ok, "The figures.", answer)], allowsUndeclaredQuery: true, handler: handler)
  }

  /// The rows of one question about requests, all of them.
  func rows(
    _ metrics: [Metric], by dimensions: [Dimension] = [], where filter: Filter = .all, in interval: Interval, order: [Order] = [],
    scope: ProjectScope
  ) async throws -> [[Value]] {
    let period = Period.between(interval.from.map(Period.Edge.instant), interval.to.map(Period.Edge.instant), .exclusive)
    let query = Query(metrics, by: dimensions, where: filter, period: interval == .always ? .all : period, order: order)
    return try await engine.run(Plan(query, scope: scope, now: clock.now()).unpaged, budget: budget).rows
  }
}
