import Usage

/// The wish that nothing names a person any more.
package struct Erasure: Hashable, Sendable {
  package let user: ID<User>
  package let pseudonym: ID<User>
  /// Where. Elsewhere the person stays.
  package let projects: ProjectScope
  package let at: Timestamp
  /// As the audit log names whoever wishes it.
  package let who: String

  package init(of user: ID<User>, as pseudonym: ID<User>, in projects: ProjectScope, at: Timestamp, by who: String) {
    (self.user, self.pseudonym, self.projects, self.at, self.who) = (user, pseudonym, projects, at, who)
  }
}
