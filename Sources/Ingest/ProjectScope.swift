import Usage

/// The projects that a key may write to.
package enum ProjectScope: Hashable, Sendable {
  case all
  case one(ID<Project>)

  /// Where events go that name no project.
  package var standard: ID<Project> {
    switch self {
    case .all: ID("default")
    case .one(let project): project
    }
  }

  package func allows(_ project: ID<Project>) -> Bool {
    switch self {
    case .all: true
    case .one(let own): own == project
    }
  }
}
