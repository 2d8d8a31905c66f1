import Usage

/// Whose records a caller may see. It comes from the key, never from the request.
package enum ProjectScope: Hashable, Sendable {
  case everything
  case project(ID<Project>)
}
