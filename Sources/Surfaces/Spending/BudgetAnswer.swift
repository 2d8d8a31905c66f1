import Accounts
import HTTPTypes
import Hummingbird
import Semantics
import Usage
import Web

/// A budget on the wire.
struct BudgetAnswer {
  private let budget: Budget
  private let standings: (list: [CeilingStanding], zone: Zone)?

  init(_ budget: Budget) {
    self.budget = budget
    standings = nil
  }

  init(_ budget: Budget, _ standings: [CeilingStanding], _ zone: Zone) {
    self.budget = budget
    self.standings = (standings, zone)
  }

  func response(_ status: HTTPResponse.Status) -> Response {
    var writer = JSONWriter()
    write(to: &writer)
    return .json(writer, status: status)
  }

  func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("id", budget.id.text)
      writer.member(budget.owner.kind.rawValue + "_id", budget.owner.id)
      writer.member("project", budget.project?.text)
      writer.member("is_active", budget.isActive)
      for ceiling in Ceiling.allCases {
        writer.key(ceiling.recordKey)
        writer.amount(budget.limits[ceiling] ?? 0, ceiling.axis)
      }
      writer.member("created_at", budget.createdAt.description)
      writer.member("updated_at", budget.updatedAt.description)
      if let standings { writer.ceilings(standings.list, in: standings.zone) }
    }
  }

  static let schema: Schema = .object(
    [
      "id": .string, "user_id": .string, "configuration_id": .string, "project": Schema.string.orNull, "is_active": .boolean,
      "max_requests_per_day": .integer, "max_tokens_per_day": .integer, "max_cost_per_day": .number,
      "max_requests_per_month": .integer, "max_tokens_per_month": .integer, "max_cost_per_month": .number, "created_at": .instant,
      "updated_at": .instant, "ceilings": CeilingStanding.listSchema,
    ], optional: ["user_id", "configuration_id", "ceilings"])
}
