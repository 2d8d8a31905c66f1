/// A group of users. The members are those of now; who belonged to it earlier is not kept.
package struct GroupRecord: ActivityRecord {
  package enum Name {}

  package let id: ID<Name>
  package let project: ID<Project>
  package var name: String?
  package var parent: ID<Name>?
  /// Ids of users.
  package var members: [String] = []
  package var createdAt: Timestamp?

  package init(id: ID<Name>, project: ID<Project>) {
    self.id = id
    self.project = project
  }

  package var time: Timestamp? { createdAt }

  package static let table = "user_group"
  package static let timeColumn = "created_at"
  package static let fields: [RecordField<Self>] = [
    .text("name", \.name), .id("parent_id", \.parent), .texts("members", \.members), .instant("created_at", \.createdAt),
  ]
}
