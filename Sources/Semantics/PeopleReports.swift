import Usage

/// Who there is: everybody in the directory of users and everybody who was ever seen using something, once each. The user `anonymous`
/// is nobody.
package protocol PeopleReports: Sendable {
  /// Those in the directory.
  func registeredUsers(scope: ProjectScope, budget: QueryBudget) async throws(QueryFailure) -> Int64
  func people(_ query: PeopleQuery, budget: QueryBudget) async throws(QueryFailure) -> PeoplePage
}

/// A page of people, those active last first, then those never active; equals by id.
package struct PeopleQuery: Hashable, Sendable {
  package var scope: ProjectScope
  /// This one alone.
  package var id: ID<User>?
  /// Of this tier.
  package var tier: String?
  /// The tier of users who have none in the directory.
  package var standardTier: String
  /// Whose id, e-mail address or name has this somewhere, in any case.
  package var search: String?
  package var limit: Int64
  package var offset: Int64

  package init(
    scope: ProjectScope, id: ID<User>? = nil, tier: String? = nil, standardTier: String = "free", search: String? = nil, limit: Int64 = 1,
    offset: Int64 = 0
  ) {
    self.scope = scope
    self.id = id
    self.tier = tier
    self.standardTier = standardTier
    self.search = search
    self.limit = limit
    self.offset = offset
  }
}

package struct PeoplePage: Hashable, Sendable {
  /// Whatever the page.
  package var total: Int64
  package var people: [Person]

  package init(total: Int64, people: [Person]) {
    self.total = total
    self.people = people
  }
}

package struct Person: Hashable, Sendable {
  package var id: ID<User>
  package var email: String?
  package var role: String?
  package var tier = ""
  /// Registered, else first seen.
  package var since: Timestamp?
  package var lastActive: Timestamp?
  /// Distinct ones.
  package var chats: Int64 = 0
  /// As `ChatReports.messageDays` counts them.
  package var messages: Int64 = 0
  package var runs: Int64 = 0

  package init(id: ID<User>) { self.id = id }
}
