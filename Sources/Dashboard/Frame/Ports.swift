import Accounts
import Ingest
import Semantics
import Surfaces
import Usage

/// What pages stand on. Questions about usage go by the visit's inquiry, which keeps readers to their projects; whoever uses a port
/// itself passes `visit.reader.projects` on.
package struct Ports: Sendable {
  package typealias Reports =
    RequestReports & ExecutionReports & FeedbackReports & AgentReports & AgentRunReports & AudienceReports
  package typealias Activity = ActivityStore & ActivitySource

  package var engine: any QueryEngine
  package var records: any RecordSource
  package var activity: any Activity
  package var reports: any Reports
  package var names: any NameDirectory
  package var keys: KeyRing
  package var budgets: BudgetBook
  package var prices: any PriceDesk
  package var quarantine: any QuarantineStore
  package var recorder: Recorder?
  package var administration: Administration

  /// Who used how much, with their budgets, whose days begin in the server's zone.
  func users(zone: Zone, budget: QueryBudget) -> UsersReport {
    UsersReport(engine: engine, budgets: budgets, names: names, zone: zone, queryBudget: budget)
  }

  /// Chats with what they used.
  func chats(budget: QueryBudget) -> ChatsReport { ChatsReport(engine: engine, source: activity, names: names, budget: budget) }

  package init(
    engine: any QueryEngine, records: any RecordSource, activity: any Activity, reports: any Reports, names: any NameDirectory,
    keys: KeyRing, budgets: BudgetBook, prices: any PriceDesk, quarantine: any QuarantineStore, recorder: Recorder?,
    administration: Administration
  ) {
    self.engine = engine
    self.records = records
    self.activity = activity
    self.reports = reports
    self.names = names
    self.keys = keys
    self.budgets = budgets
    self.prices = prices
    self.quarantine = quarantine
    self.recorder = recorder
    self.administration = administration
  }
}
