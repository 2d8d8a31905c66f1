import Usage

/// Figures about executions of generated code.
package protocol ExecutionReports: Sendable {
  func executionSummary(_ about: ActivityStretch, budget: QueryBudget) async throws(QueryFailure) -> ExecutionSummary
  /// Those who ran the most first, at most `limit`.
  func executionsByUser(_ about: ActivityStretch, limit: Int, budget: QueryBudget) async throws(QueryFailure) -> [UserExecutions]
  func executionErrors(_ about: ActivityStretch, budget: QueryBudget) async throws(QueryFailure) -> ExecutionErrors
}

/// The records that a report is about.
package struct ActivityStretch: Hashable, Sendable {
  package let scope: ProjectScope
  package let interval: Interval

  package init(_ scope: ProjectScope, _ interval: Interval) {
    self.scope = scope
    self.interval = interval
  }
}

package struct ExecutionSummary: Hashable, Sendable {
  package var total: Int64 = 0
  package var successes: Int64 = 0
  package var users: Int64 = 0
  package var chats: Int64 = 0
  /// The most used first, then by name. Executions without a model are in none.
  package var models: [Model] = []
  /// The one that failed most first, then by name. An agent that is named twice by one execution failed twice.
  package var failedAgents: [NamedCount] = []

  package struct Model: Hashable, Sendable {
    package var name: String
    package var total: Int64
    package var successes: Int64
    package var users: Int64

    package init(name: String, total: Int64, successes: Int64, users: Int64) {
      self.name = name
      self.total = total
      self.successes = successes
      self.users = users
    }
  }

  package init() {}
}

package struct UserExecutions: Hashable, Sendable {
  package var user: ID<User>
  package var total: Int64
  package var successes: Int64
  package var first: Timestamp
  package var latest: Timestamp

  package init(user: ID<User>, total: Int64, successes: Int64, first: Timestamp, latest: Timestamp) {
    self.user = user
    self.total = total
    self.successes = successes
    self.first = first
    self.latest = latest
  }
}

package struct ExecutionErrors: Hashable, Sendable {
  /// Executions that failed and said anything about it, well-formed or not.
  package var executions: Int64
  /// By agent and category, each pair once, in ascending order.
  package var errors: [Error]

  package struct Error: Hashable, Sendable {
    package var agent: String
    package var category: String
    package var count: Int64

    package init(agent: String, category: String, count: Int64) {
      self.agent = agent
      self.category = category
      self.count = count
    }
  }

  package init(executions: Int64, errors: [Error]) {
    self.executions = executions
    self.errors = errors
  }
}

package struct NamedCount: Hashable, Sendable {
  package var name: String
  package var count: Int64

  package init(_ name: String, _ count: Int64) {
    self.name = name
    self.count = count
  }
}
