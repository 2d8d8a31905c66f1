import Usage

/// The wish for a new key.
package struct KeyRequest: Sendable {
  package var name: String
  package var scope: Scope
  /// nil: all projects.
  package var project: String?
  package var expiresAt: Timestamp?

  package init(name: String, scope: Scope, project: String? = nil, expiresAt: Timestamp? = nil) {
    self.name = name
    self.scope = scope
    self.project = project
    self.expiresAt = expiresAt
  }

  func checkedName() throws(KeyFailure) -> String {
    guard (1...100).contains(name.utf8.count), !name.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7f }) else {
      throw .invalidName(name)
    }
    return name
  }

  func checkedProjects() throws(KeyFailure) -> ProjectScope {
    guard let project else { return .all }
    guard (1...200).contains(project.utf8.count) else { throw .invalidProject(project) }
    return .only(ID(project))
  }
}
