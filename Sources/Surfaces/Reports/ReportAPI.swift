import Accounts
import Hummingbird
import Semantics
import Usage
import Web

/// Figures about executions and agents, which are no requests: the same as the pages show.
package struct ReportAPI: Sendable {
  package typealias Reports = ExecutionReports & AgentReports & AgentRunReports

  let reports: any Reports
  let clock: TimeSource
  let zone: Zone
  let budget: QueryBudget

  package init(reports: any Reports, clock: TimeSource, zone: Zone, budget: QueryBudget) {
    self.reports = reports
    self.clock = clock
    self.zone = zone
    self.budget = budget
  }

  package var endpoints: [Endpoint] { [executions, agents] }

  static let parameters: [Parameter] =
    QuestionParameters.period + [.query("limit", .integer(1...1000), "At most so many users or agents; 100 if absent.")]

  /// What a call is about. The words are read as those of any question, so that they mean the same and fail the same way.
  struct Wish {
    let about: ActivityStretch
    let zone: Zone
    let days: CalendarDays
    let limit: Int
  }

  func wish(_ call: Call) throws -> Wish {
    var document = try QuestionParameters.document(call.query, metrics: [.requests])
    document.limit = nil
    let now = clock.now()
    let plan = try Plan(document, scope: call.principal.projects, now: now, zone: zone)
    return Wish(
      about: ActivityStretch(plan.scope, plan.interval), zone: plan.zone,
      days: CalendarDays(touching: plan.interval, now: now, in: plan.zone),
      limit: Int(try call.query.integer("limit", in: 1...1000) ?? 100))
  }
}

extension JSONWriter {
  /// The stretch of time that an answer is about; open edges are null.
  mutating func period(_ interval: Interval, _ zone: Zone) {
    key("period")
    object { writer in
      writer.member("from", interval.from?.description(in: zone))
      writer.member("to", interval.to?.description(in: zone))
      writer.member("zone", zone.id)
    }
  }

  mutating func list<Element>(_ name: String, _ elements: [Element], _ write: (inout JSONWriter, Element) -> Void) {
    key(name)
    array { list in for element in elements { list.object { write(&$0, element) } } }
  }
}

extension Schema {
  static let answeredPeriod: Schema = .object(["from": Schema.instant.orNull, "to": Schema.instant.orNull, "zone": .string])
}
