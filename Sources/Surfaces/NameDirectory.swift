import Usage

/// What the people behind ids are called.
package protocol NameDirectory: Sendable {
  /// Names by id, of those users that have one in what the caller may see.
  func names(of users: [String], in scope: ProjectScope) async throws -> [String: String]

  /// Ids of users whose names hold the words, whatever the case; of very many, some.
  func users(called words: String, in scope: ProjectScope) async throws -> [String]
}

extension NameDirectory {
  /// A directory that nobody can search finds nobody.
  package func users(called words: String, in scope: ProjectScope) async throws -> [String] { [] }
}
