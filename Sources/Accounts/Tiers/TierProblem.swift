package struct TierProblem: Error, Hashable, Sendable {
  package let field: String
  package let message: String

  package init(_ field: String, _ message: String) {
    self.field = field
    self.message = message
  }
}

/// Why a table of tiers was not taken.
package struct TierProblems: Error, Hashable, Sendable {
  package let problems: [TierProblem]

  package init(_ problems: [TierProblem]) { self.problems = problems }
}
