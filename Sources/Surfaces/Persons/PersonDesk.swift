import Accounts
import Semantics
import Usage

/// What can be done about a person.
package protocol PersonDesk: Sendable {
  /// The pseudonym that stands in their place, and how many records were theirs. nil, and nothing done, if nothing is.
  func erase(_ user: ID<User>, in projects: ProjectScope, by who: String) async throws -> (pseudonym: ID<User>, records: Int)?
  /// How many entries of the directory there were.
  func removeFromDirectory(_ user: ID<User>, in projects: ProjectScope, by who: String) async throws -> Int
  /// Lines of JSON; empty if nothing is the person's.
  func export(_ user: ID<User>, in projects: ProjectScope) async throws -> [ExportedFile]
}
