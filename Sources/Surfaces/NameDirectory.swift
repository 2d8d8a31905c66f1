import Usage

/// What the people behind ids are called.
package protocol NameDirectory: Sendable {
  /// Names by id, of those users that have one in what the caller may see.
  func names(of users: [String], in scope: ProjectScope) async throws -> [String: String]
}
