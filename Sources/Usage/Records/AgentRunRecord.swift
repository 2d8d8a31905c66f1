/// One run of an agent.
package struct AgentRunRecord: ActivityRecord {
  package let id: ID<AgentRunRecord>
  package let project: ID<Project>
  package var agent = ID<Agent>("")
  package var user: ID<User>?
  /// manual, scheduled, webhook, api, chat.
  package var trigger: String?
  /// pending, running, completed, failed, partial.
  package var status: String?
  package var durationMicroseconds: Int64?
  package var startedAt: Timestamp?
  package var finishedAt: Timestamp?

  package init(id: ID<AgentRunRecord>, project: ID<Project>) {
    self.id = id
    self.project = project
  }

  package var time: Timestamp? { startedAt }

  package static let table = "agent_run"
  package static let timeColumn = "started_at"
  package static let isHappening = true
  package static let aliases = ["run_id": "id", "execution_id": "id"]
  package static let fields: [RecordField<Self>] = [
    .id("agent_id", \.agent), .id("user_id", \.user), .text("trigger", \.trigger), .text("status", \.status),
    .duration("duration_us", \.durationMicroseconds), .instant("started_at", \.startedAt), .instant("finished_at", \.finishedAt),
  ]
}
