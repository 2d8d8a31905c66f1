import Semantics
import Usage

/// The names that the directory of users has.
package struct UserDirectory: NameDirectory {
  private let source: any ActivitySource
  private let budget: QueryBudget

  /// Asked for at once.
  private static let portion = 1000

  package init(_ source: any ActivitySource, budget: QueryBudget) {
    self.source = source
    self.budget = budget
  }

  package func names(of users: [String], in scope: ProjectScope) async throws -> [String: String] {
    var names: [String: String] = [:]
    for start in stride(from: 0, to: users.count, by: Self.portion) {
      let ids = Set(users[start..<min(start + Self.portion, users.count)])
      var query = ActivityQuery<UserRecord>(scope: scope, ids: ids, arrangement: .byID, limit: Self.portion)
      repeat {
        let page = try await source.activity(query, budget: budget)
        // Two projects may know one id; the first name in their order stands.
        for user in page.records where names[user.id.text] == nil { names[user.id.text] = user.name }
        query.after = page.next
      } while query.after != nil
    }
    return names
  }

  /// So many ids fit into one question.
  private static let found = 400

  package func users(called words: String, in scope: ProjectScope) async throws -> [String] {
    let query = ActivityQuery<UserRecord>(scope: scope, arrangement: .byID, limit: Self.found, search: words)
    return Array(Set(try await source.activity(query, budget: budget).records.map(\.id.text))).sorted()
  }
}
