import Usage

/// A rejected event, kept so that somebody can look at it, mend the cause and replay it.
package struct QuarantinedEvent: Hashable, Sendable {
  package var id: String
  package var receivedAt: Timestamp
  /// The project that the key was bound to, or `anyProject`.
  package var project: ID<Project>
  package var source: String
  package var rejection: Rejection
  /// What was received, cut to 64 KiB.
  package var body: String

  package static let anyProject = ID<Project>("*")

  /// Where the event may go when it is read again: no further than the key that brought it could have.
  package var scope: ProjectScope { project == Self.anyProject ? .all : .only(project) }

  package init(
    id: String, receivedAt: Timestamp, project: ID<Project>, source: String, rejection: Rejection, body: String
  ) {
    self.id = id
    self.receivedAt = receivedAt
    self.project = project
    self.source = source
    self.rejection = rejection
    self.body = body
  }
}
