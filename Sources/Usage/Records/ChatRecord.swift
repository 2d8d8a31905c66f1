/// What is known of a chat beside its messages.
package struct ChatRecord: ActivityRecord {
  package let id: ID<Chat>
  package let project: ID<Project>
  package var user: ID<User>?
  package var title: String?
  /// In the client's order; a tag may stand twice.
  package var tags: [String] = []
  package var isArchived = false
  /// Made by the system itself; left out of lists of chats.
  package var isInternal = false
  package var createdAt: Timestamp?
  package var updatedAt: Timestamp?

  package init(id: ID<Chat>, project: ID<Project>) {
    self.id = id
    self.project = project
  }

  package var time: Timestamp? { createdAt }

  package static let table = "chat"
  package static let timeColumn = "created_at"
  package static let searched = ["title"]
  package static let fields: [RecordField<Self>] = [
    .id("user_id", \.user), .text("title", \.title), .texts("tags", \.tags), .boolean("archived", \.isArchived),
    .boolean("internal", \.isInternal), .instant("created_at", \.createdAt), .instant("updated_at", \.updatedAt),
  ]
}
