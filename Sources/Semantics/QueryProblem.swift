/// One thing that is wrong with a query, for the one who wrote it.
package struct QueryProblem: Hashable, Sendable {
  /// The part of the query as the native API names it: "metrics", "order", "filter".
  package let field: String
  package let message: String
  /// What could have been written instead, where that is a list.
  package let allowed: [String]

  package init(_ field: String, _ message: String, allowed: [String] = []) {
    self.field = field
    self.message = message
    self.allowed = allowed
  }

  static func unknown(_ field: String, _ kind: String, _ name: String, allowed: [String]) -> QueryProblem {
    let shown = allowed.count > 60 ? "an IANA name such as Europe/Berlin" : allowed.joined(separator: ", ")
    return QueryProblem(field, "unknown \(kind) \"\(name.prefix(100))\"; there are: \(shown)", allowed: allowed)
  }
}

/// Everything that is wrong with a query, at once.
package struct QueryProblems: Error, Hashable, Sendable {
  package let problems: [QueryProblem]

  package init(_ problems: [QueryProblem]) { self.problems = problems }
}
