import Semantics
import Usage
import Web

/// Which feedback is meant.
package struct FeedbackSelection: Sendable {
  /// Names of fields and the values that they must have; empty: none at all.
  private let values: [(String, String)]
  private let search: String?

  package static let names = ["model", "provider", "user_id", "chat_id", "rating", "type"]

  static let parameters: [Parameter] =
    names.map { .query($0, .string, "Only those with this value; empty: with none.") } + [
      .query("project", .string, "Only those of this project.")
    ]

  /// - Parameter values: others than those of `names` and "project" match nothing.
  package init(values: [(String, String)], search: String?) {
    self.values = values
    self.search = search
  }

  package func query(
    _ scope: ProjectScope, _ interval: Interval, limit: Int = 100, after: ActivityQuery<FeedbackRecord>.Cursor? = nil
  ) -> ActivityQuery<FeedbackRecord> {
    var query = ActivityQuery<FeedbackRecord>(scope: scope, interval: interval, limit: limit, after: after, search: search)
    for (name, value) in values {
      if name == "project" {
        // Nobody's project where it is not one that the caller may see.
        if scope.contains(ID(value)) { query.scope = .only(ID(value)) } else { query.ids = [] }
      } else {
        query.conditions[name] = value.isEmpty ? .null : .text(value)
      }
    }
    return query
  }
}
