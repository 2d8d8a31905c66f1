/// An agent that somebody made.
package struct AgentRecord: ActivityRecord {
  package let id: ID<Agent>
  package let project: ID<Project>
  package var user: ID<User>?
  package var name: String?
  /// draft, active, deployed, paused.
  package var status: String?
  package var createdAt: Timestamp?
  package var updatedAt: Timestamp?
  package var deployedAt: Timestamp?
  /// Schedules that are on.
  package var schedules: Int64?

  package init(id: ID<Agent>, project: ID<Project>) {
    self.id = id
    self.project = project
  }

  package var time: Timestamp? { createdAt }

  package static let table = "agent"
  package static let timeColumn = "created_at"
  package static let fields: [RecordField<Self>] = [
    .id("user_id", \.user), .text("name", \.name), .text("status", \.status), .instant("created_at", \.createdAt),
    .instant("updated_at", \.updatedAt), .instant("deployed_at", \.deployedAt), .integer("schedules", \.schedules),
  ]
}
