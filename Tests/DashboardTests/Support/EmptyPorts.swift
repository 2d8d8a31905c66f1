import Accounts
import Ingest
import Jobs
import Semantics
import Surfaces
import Usage

@testable import Dashboard

/// Everything that pages stand on besides the engine, with nothing in it.
struct EmptyPorts {}

extension EmptyPorts: RecordSource {
  func records(_ query: RecordQuery, budget: QueryBudget) async throws(QueryFailure) -> RecordPage { RecordPage([], limit: query.limit) }
}

extension EmptyPorts: ActivityStore, ActivitySource {
  func upsert<R: ActivityRecord>(_ records: [R]) async throws(QueryFailure) {}
  func activity<R: ActivityRecord>(_ query: ActivityQuery<R>, budget: QueryBudget) async throws(QueryFailure) -> ActivityPage<R> {
    ActivityPage([], limit: query.limit)
  }
  func count<R: ActivityRecord>(_ query: ActivityQuery<R>, budget: QueryBudget) async throws(QueryFailure) -> Int64 { 0 }
}

extension EmptyPorts: RequestReports, ExecutionReports, FeedbackReports {
  func newUsers(
    from first: CivilDate, through last: CivilDate, scope: ProjectScope, budget: QueryBudget
  ) async throws(QueryFailure) -> [CivilDate: Int64] { [:] }
  func chatStatistics(scope: ProjectScope, budget: QueryBudget) async throws(QueryFailure) -> ChatStatistics {
    ChatStatistics(chats: 0, requests: 0, lasting: 0, microseconds: 0)
  }
  func executionSummary(_ about: ActivityStretch, budget: QueryBudget) async throws(QueryFailure) -> ExecutionSummary { ExecutionSummary() }
  func executionsByUser(_ about: ActivityStretch, limit: Int, budget: QueryBudget) async throws(QueryFailure) -> [UserExecutions] { [] }
  func executionErrors(_ about: ActivityStretch, budget: QueryBudget) async throws(QueryFailure) -> ExecutionErrors {
    ExecutionErrors(executions: 0, errors: [])
  }
  func feedbackSummary(_ about: ActivityStretch, budget: QueryBudget) async throws(QueryFailure) -> FeedbackSummary { FeedbackSummary() }
  func ratedAnswers(_ query: RatedAnswersQuery, budget: QueryBudget) async throws(QueryFailure) -> RatedAnswers {
    RatedAnswers(total: 0, answers: [])
  }
}

extension EmptyPorts: AudienceReports {
  func newUsers(_ plan: Plan, budget: QueryBudget) async throws(QueryFailure) -> [Timestamp: Int64] { [:] }
  func sessions(_ plan: Plan, budget: QueryBudget) async throws(QueryFailure) -> ChatStatistics {
    ChatStatistics(chats: 0, requests: 0, lasting: 0, microseconds: 0)
  }
  func ratings(
    _ query: ActivityQuery<FeedbackRecord>, by granularity: Granularity, in zone: Zone, budget: QueryBudget
  ) async throws(QueryFailure) -> [RatingCount] { [] }
}

extension EmptyPorts: NameDirectory {
  func names(of users: [String], in scope: ProjectScope) async throws -> [String: String] { [:] }
}

extension EmptyPorts: BudgetStore {
  func budgets() async throws -> [Budget] { [] }
  func put(_ budget: Budget, audit: AuditRecord?) async throws {}
  func removeBudget(_ id: ID<Budget>, audit: AuditRecord?) async throws {}
}

extension EmptyPorts: QuarantineStore {
  func quarantined(in projects: ProjectScope, before: UInt64?, limit: Int) async throws -> [StoredQuarantine] { [] }
  func quarantined(in projects: ProjectScope, ids: [String]) async throws -> [StoredQuarantine] { [] }
  func removeQuarantined(ids: [String]) async throws {}
}

extension EmptyPorts: DemoDesk {
  func recordDemo(days: Int, seed: UInt64, by who: Principal) async throws -> DemoCount { DemoCount() }
  func removeDemo(by who: Principal) async throws -> DemoCount { DemoCount() }
}

extension EmptyPorts: JobLedger {
  func begin(_ run: JobRun, holder: String, leaseUntil: Timestamp) async throws -> JobClaim { .begun }
  func renew(_ job: JobName, holder: String, leaseUntil: Timestamp) async throws -> Bool { true }
  func finish(_ run: JobRun, holder: String) async throws -> Bool { true }
  func lastSucceededSlot(of job: JobName) async throws -> Timestamp? { nil }
  func runs(of job: JobName, limit: Int, now: Timestamp) async throws -> [JobRun] { [] }
}
