import Logging
import Semantics
import Synchronization
import Usage
import Web

/// Asks the engine on behalf of one reader, who sees their own projects only. One question is asked once, however many panels need it.
final class Inquiry: Sendable {
  let budget: QueryBudget
  let scope: ProjectScope
  private let engine: any QueryEngine
  private let now: Timestamp
  private let call: Call
  private let asked = Mutex<[Plan: Task<QueryResult, any Error>]>([:])

  init(engine: any QueryEngine, budget: QueryBudget, scope: ProjectScope, now: Timestamp, call: Call) {
    self.engine = engine
    self.budget = budget
    self.scope = scope
    self.now = now
    self.call = call
  }

  func result(_ question: Question) async throws -> QueryResult { try await result(question.query) }

  func result(_ query: Query) async throws -> QueryResult {
    let plan = try Plan(query, scope: scope, now: now)
    let task = asked.withLock { asked in
      if let running = asked[plan] { return running }
      let task = Task { [engine, budget] () async throws -> QueryResult in try await engine.run(plan, budget: budget) }
      asked[plan] = task
      return task
    }
    return try await task.value
  }

  func answer(_ question: Question) async -> Answer {
    do {
      return .success(try await result(question))
    } catch {
      return .failure(failure(error))
    }
  }

  /// In words for the reader; what only the operator can understand goes to the log.
  func failure(_ error: any Error) -> PanelFailure {
    switch error {
    case QueryFailure.engine, is DecodingError: call.logger.error("a panel failed", metadata: ["error": "\(error)"])
    case is QueryFailure, is QueryProblems, is PanelFailure, is CancellationError: break
    default: call.logger.error("a panel failed", metadata: ["error": "\(error)"])
    }
    return PanelFailure(error, budget: budget, requestID: call.id)
  }

  /// Nobody waits for the answers any more.
  func cancel() { asked.withLock { asked in for task in asked.values { task.cancel() } } }
}

typealias Answer = Result<QueryResult, PanelFailure>
