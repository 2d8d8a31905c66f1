/// What somebody must be allowed to do: a scope, and how far it must reach.
package struct Permission: Hashable, Sendable {
  /// Whose matter something is.
  package enum Reach: Hashable, Sendable {
    /// Each project's own: whoever is bound to one project does it there and sees nothing of the others.
    case project
    /// The whole installation's: only for those who are bound to no project.
    case installation
  }

  package let scope: Scope
  package let reach: Reach

  /// - Parameter reach: nil: that of the scope. Administration is the installation's matter unless somebody has seen to it that it keeps
  ///   to a project, so that what is new is closed to administrators of one project.
  package init(_ scope: Scope, _ reach: Reach? = nil) {
    self.scope = scope
    self.reach = reach ?? (scope == .admin ? .installation : .project)
  }

  package static let read = Permission(.read)
  /// To change what is the whole installation's.
  package static let administration = Permission(.admin)
  /// To change what is a project's own.
  package static let projectAdministration = Permission(.admin, .project)
}

extension Principal {
  package enum Lack: Hashable, Sendable { case scope, reach }

  /// What is missing; nil: nothing is.
  package func lack(for permission: Permission) -> Lack? {
    guard scope.allows(permission.scope) else { return .scope }
    return permission.reach == .installation && projects != .all ? .reach : nil
  }

  package func may(_ permission: Permission) -> Bool { lack(for: permission) == nil }
}
