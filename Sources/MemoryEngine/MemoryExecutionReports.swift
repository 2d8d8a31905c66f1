import Semantics
import Usage

extension MemoryEngine: ExecutionReports {
  package func executionSummary(_ about: ActivityStretch, budget: QueryBudget) async throws(QueryFailure) -> ExecutionSummary {
    let executions = try all(ExecutionRecord.self, about)
    var summary = ExecutionSummary()
    summary.total = Int64(executions.count)
    summary.successes = Int64(executions.count(where: \.isSuccessful))
    summary.users = distinct(executions.map(\.user))
    summary.chats = distinct(executions.map(\.chat))
    for (name, part) in Dictionary(grouping: executions, by: \.model) {
      guard let name else { continue }
      summary.models.append(
        .init(
          name: name, total: Int64(part.count), successes: Int64(part.count(where: \.isSuccessful)), users: distinct(part.map(\.user))))
    }
    summary.models.sort { $0.total == $1.total ? $0.name.bytesPrecede($1.name) : $0.total > $1.total }
    let agents = executions.filter { !$0.isSuccessful }.flatMap { $0.failedAgents ?? [] }
    summary.failedAgents = Dictionary(grouping: agents, by: \.self).map { NamedCount($0, Int64($1.count)) }
      .sorted { $0.count == $1.count ? $0.name.bytesPrecede($1.name) : $0.count > $1.count }
    return summary
  }

  package func executionsByUser(_ about: ActivityStretch, limit: Int, budget: QueryBudget) async throws(QueryFailure) -> [UserExecutions] {
    let dated = try all(ExecutionRecord.self, about).filter { $0.time != nil }
    let groups = Dictionary(grouping: dated, by: \.user)
    let users = groups.compactMap { user, executions -> UserExecutions? in
      let times = executions.compactMap(\.time)
      guard let user, let first = times.min(), let latest = times.max() else { return nil }
      return UserExecutions(
        user: user, total: Int64(executions.count), successes: Int64(executions.count(where: \.isSuccessful)), first: first, latest: latest)
    }
    let sorted = users.sorted { $0.total == $1.total ? $0.user.text.bytesPrecede($1.user.text) : $0.total > $1.total }
    return Array(sorted.prefix(limit))
  }

  package func executionErrors(_ about: ActivityStretch, budget: QueryBudget) async throws(QueryFailure) -> ExecutionErrors {
    let failed = try all(ExecutionRecord.self, about).filter { !$0.isSuccessful && $0.hasErrors }
    let messages = failed.flatMap { $0.errorMessages ?? [] }
    let errors = Dictionary(grouping: messages) { [$0.agent, $0.category.rawValue] }
      .map { ExecutionErrors.Error(agent: $0[0], category: $0[1], count: Int64($1.count)) }
      .sorted { $0.agent == $1.agent ? $0.category.bytesPrecede($1.category) : $0.agent.bytesPrecede($1.agent) }
    return ExecutionErrors(executions: Int64(failed.count), errors: errors)
  }

  /// All records of a kind in a stretch of time.
  func all<R: ActivityRecord>(_ kind: R.Type, _ about: ActivityStretch) throws(QueryFailure) -> [R] {
    activity(ActivityQuery<R>(scope: about.scope, interval: about.interval, limit: .max - 1), budget: QueryBudget()).records
  }

  private func distinct<T: Hashable>(_ values: [T?]) -> Int64 { Int64(Set(values.compactMap(\.self)).count) }
}

extension String {
  func bytesPrecede(_ other: String) -> Bool { utf8.lexicographicallyPrecedes(other.utf8) }
}
