/// What is known of a user beside the requests.
package struct UserRecord: ActivityRecord {
  package let id: ID<User>
  package let project: ID<Project>
  package var name: String?
  package var email: String?
  package var role: String?
  package var registeredAt: Timestamp?
  package var tier: String?

  package init(id: ID<User>, project: ID<Project>) {
    self.id = id
    self.project = project
  }

  package var time: Timestamp? { registeredAt }

  package static let table = "app_user"
  package static let timeColumn = "registered_at"
  package static let searched = ["name", "email"]
  package static let fields: [RecordField<Self>] = [
    .text("name", \.name), .text("email", \.email), .text("role", \.role), .instant("registered_at", \.registeredAt), .text("tier", \.tier),
  ]
}
