import Logging
import Semantics
import Usage
import Web

/// Asks the engine on behalf of one reader, who sees their own projects only.
struct Inquiry: Sendable {
  private let engine: any QueryEngine
  private let budget: QueryBudget
  private let scope: ProjectScope
  private let now: Timestamp
  private let call: Call

  init(engine: any QueryEngine, budget: QueryBudget, scope: ProjectScope, now: Timestamp, call: Call) {
    self.engine = engine
    self.budget = budget
    self.scope = scope
    self.now = now
    self.call = call
  }

  func answer(_ question: Question) async -> Answer {
    do {
      return .success(try await engine.run(Plan(question.query, scope: scope, now: now), budget: budget))
    } catch let error as QueryProblems {
      return .failure(PanelFailure(error))
    } catch let error as QueryFailure {
      if case .engine = error { call.logger.error("a panel's query failed", metadata: ["error": "\(error)"]) }
      return .failure(PanelFailure(error, budget: budget, requestID: call.id))
    } catch {
      return .failure(PanelFailure("This could not be answered."))
    }
  }
}

typealias Answer = Result<QueryResult, PanelFailure>
