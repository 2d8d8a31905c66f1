/// One AI operation, as it is stored: validated, normalised, priced. The vocabulary is OpenTelemetry's.
package struct UsageEvent: Hashable, Sendable {
  /// Names the event within its project; sent again, it is the same event.
  package var id: ID<UsageEvent>
  /// When the operation began.
  package var timestamp: Timestamp
  package var project: ID<Project>
  /// Which wire or system brought it: "api", "otlp", "litellm", "import", "demo" ...
  package var source: String
  package var operation: Operation
  package var provider: String?
  /// The model that is billed.
  package var model: String?
  /// The model that was asked for, where it differs.
  package var requestModel: String?
  package var user: ID<User>?
  package var chat: ID<Chat>?
  package var message: ID<Message>?
  package var session: ID<Session>?
  package var profile: ID<Profile>?
  package var profileName: String?
  package var feature: String?
  package var entityType: String?
  package var agent: ID<Agent>?
  package var task: ID<AgentTask>?
  package var configuration: ID<ModelConfiguration>?
  package var tags: [String: String] = [:]
  package var tokens = TokenUsage()
  package var units = ServiceUnits()
  package var cost = Cost.unpriced
  package var durationMicroseconds: Int64?
  package var timeToFirstTokenMicroseconds: Int64?
  package var isStreamed: Bool?
  package var status = RequestStatus.success
  package var errorType: String?
  package var errorMessage: String?
  /// A call inside another recorded call: counted in tokens and cost, not in top-level requests.
  package var isNested = false
  package var serviceTier: String?
  /// Which rules read the wire's usage object.
  package var normalizer: String?

  package init(id: ID<UsageEvent>, timestamp: Timestamp, project: ID<Project>, source: String, operation: Operation = .chat) {
    self.id = id
    self.timestamp = timestamp
    self.project = project
    self.source = source
    self.operation = operation
  }
}
