import Usage

/// Whose spending a budget bounds. Groups will be a further case.
package enum BudgetOwner: Hashable, Sendable {
  case user(ID<User>)
  /// Everybody's calls through one configuration, also those without a user.
  case configuration(ID<ModelConfiguration>)

  package enum Kind: String, CaseIterable, Sendable {
    case user, configuration
  }

  package var kind: Kind {
    switch self {
    case .user: .user
    case .configuration: .configuration
    }
  }

  package var id: String {
    switch self {
    case .user(let id): id.text
    case .configuration(let id): id.text
    }
  }

  package init(_ kind: Kind, id: String) {
    switch kind {
    case .user: self = .user(ID(id))
    case .configuration: self = .configuration(ID(id))
    }
  }
}
