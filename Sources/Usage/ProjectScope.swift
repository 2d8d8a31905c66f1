/// Which projects somebody may see or write.
package enum ProjectScope: Hashable, Sendable {
  case all
  case only(ID<Project>)

  package func contains(_ project: ID<Project>) -> Bool {
    switch self {
    case .all: true
    case .only(let own): own == project
    }
  }
}
