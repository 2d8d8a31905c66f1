import Hummingbird
import Semantics
import Usage
import Web

/// The analytics API of Open WebUI under /api/v1/analytics, as its version 0.12.4 answers, and what its exporter for Prometheus asks for
/// besides. Each file beside this one has the endpoints of one subject.
package struct OpenWebUIAPI: Sendable {
  let engine: any QueryEngine
  let store: any ActivitySource & MessageReports
  let opinions: FeedbackDesk
  let clock: TimeSource
  /// Whose clock days and hours are read from.
  let zone: Zone
  let budget: QueryBudget

  package static let name = "open-webui"
  static let prefix = "/api/v1/analytics"

  package init(
    engine: any QueryEngine, store: any ActivitySource & MessageReports, opinions: FeedbackDesk, clock: TimeSource, zone: Zone,
    budget: QueryBudget
  ) {
    self.engine = engine
    self.store = store
    self.opinions = opinions
    self.clock = clock
    self.zone = zone
    self.budget = budget
  }

  package var surface: CompatibleSurface {
    let shape = OpenWebUIErrorShape()
    return CompatibleSurface(
      name: Self.name, endpoints: figures + users + [daily, messages] + modelDetails + directory + exports + unknown + feedback,
      errorShapes: [(prefix: "/api/v1/", shape: shape), (prefix: "/api/models", shape: shape)])
  }

  static let access = Access.scope(.read, from: [.bearer, .cookie("token"), .header("x-api-key")])

  /// An endpoint that reads. Parameters that nobody declared are ignored, as the original does.
  func question(
    _ path: String, _ operation: String, _ summary: String, parameters: [Parameter] = [], answer: Schema,
    handler: @escaping @Sendable (Call) async throws -> Response
  ) -> Endpoint {
    Endpoint(
      .get, path, access: Self.access, .init("openWebUI" + operation, summary, tags: ["Open WebUI"]), parameters: parameters,
      answers: [.init(.ok, "The answer.", [.json: answer]), .problem(.unprocessableContent, "A parameter cannot be read.")],
      allowsUndeclaredQuery: true, handler: handler)
  }

  /// At most so many rows in one answer, where the original has no bound.
  static let rowLimit = 10_000

  /// The range of `start_date`, `end_date` and `group_id`. Of these, what is 0 or empty does not count.
  func range(_ parameters: inout OpenWebUIParameters, for call: Call) throws -> MessageRange {
    let (first, last) = (parameters.integer("start_date"), parameters.integer("end_date"))
    return MessageRange(
      try call.principal.projects, first: first.flatMap { $0 == 0 ? nil : $0 }, last: last.flatMap { $0 == 0 ? nil : $0 },
      group: parameters.text("group_id").flatMap { $0.isEmpty ? nil : ID($0) })
  }

  static let rangeParameters: [Parameter] = [
    .query("start_date", .integer, "Only what is not before, in seconds since 1970; 0 means all."),
    .query("end_date", .integer, "Only what is not after, in seconds since 1970; 0 means all."),
  ]
  static let groupParameter = Parameter.query("group_id", .string, "Only members of this group and of those below it; empty means all.")
}
