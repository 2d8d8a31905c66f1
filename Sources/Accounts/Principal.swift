import Usage

/// Who makes a request, and what they may do.
package struct Principal: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    case key(ID<APIKey>)
    /// Somebody on this machine who may open the data directory, by way of the control socket.
    case localOperator
  }

  package let kind: Kind
  package let name: String
  package let scope: Scope
  package let projects: ProjectScope

  package init(kind: Kind, name: String, scope: Scope, projects: ProjectScope) {
    self.kind = kind
    self.name = name
    self.scope = scope
    self.projects = projects
  }

  package init(_ key: APIKey) {
    self.init(kind: .key(key.id), name: key.name, scope: key.scope, projects: key.projects)
  }

  package static let localOperator = Principal(kind: .localOperator, name: "local operator", scope: .admin, projects: .all)
}
