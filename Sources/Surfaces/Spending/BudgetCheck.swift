import Accounts
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Semantics
import Usage
import Web

extension SpendingAPI {
  var checkBudget: Endpoint {
    Endpoint(
      .post, "/v1/budgets/check", access: .signedIn,
      .init(
        "checkBudget", "May this call be made?",
        description:
          "Best effort: calls that are checked at the same moment may together pass a ceiling. Without user_id it is the system's call.",
        tags: ["Budgets"]),
      body: .init([.json: PlannedCall.schema], limit: 64 << 10),
      answers: [.init(.ok, "Yes, or the first ceiling that it would pass.", [.json: BudgetRefusal.schema])]
    ) { call in
      let planned = try PlannedCall(await call.body())
      return BudgetRefusal.response(try await refusal(of: planned, in: try planned.scope(try call.principal)), zone)
    }
  }

  /// The user's budgets come before the configuration's; the first refusal ends it.
  private func refusal(of planned: PlannedCall, in scope: ProjectScope) async throws -> BudgetRefusal? {
    let now = clock.now()
    for owner in planned.owners {
      for budget in budgets.budgets(binding: owner, in: scope) where !budget.limits.isEmpty {
        let spent = try await ledger.spent(under: budget, now: now)
        guard let ceiling = budget.passed(after: spent, by: planned.spending) else { continue }
        let standing = CeilingStanding(
          ceiling: ceiling, limit: budget.limits[ceiling] ?? 0, used: spent[ceiling.window]?[ceiling.axis] ?? 0,
          resetsAt: ledger.reset(of: ceiling.window, now: now))
        return BudgetRefusal(budget: budget, standing: standing, planned: planned.spending)
      }
    }
    return nil
  }
}

/// The body of a check.
struct PlannedCall: Decodable {
  private let user: String?
  private let configuration: String?
  private let project: String?
  private let tokens: Int64?
  private let cost: Decimal?

  private enum CodingKeys: String, CodingKey, CaseIterable {
    case project
    case user = "user_id"
    case configuration = "configuration_id"
    case tokens = "planned_tokens"
    case cost = "planned_cost"
  }

  init(from decoder: any Decoder) throws {
    try decoder.refuseUnknownKeys(besides: CodingKeys.allCases.map(\.rawValue))
    let values = try decoder.container(keyedBy: CodingKeys.self)
    user = try values.decodeIfPresent(String.self, forKey: .user)
    configuration = try values.decodeIfPresent(String.self, forKey: .configuration)
    project = try values.decodeIfPresent(String.self, forKey: .project)
    tokens = try values.decodeIfPresent(Int64.self, forKey: .tokens)
    cost = try values.decodeIfPresent(Decimal.self, forKey: .cost)
  }

  init(_ body: ByteBuffer) throws(Problem) {
    self = try JSONBody.read(body, "a planned call")
    if let cost, NanoUSD(dollars: cost) == nil { throw .invalid("planned_cost", "is more than can be counted") }
  }

  var owners: [BudgetOwner] {
    [user.flatMap { $0.isEmpty ? nil : .user(ID($0)) }, configuration.flatMap { $0.isEmpty ? nil : .configuration(ID($0)) }].compactMap {
      $0
    }
  }

  var spending: Spending { .planned(tokens: tokens ?? 0, cost: cost.flatMap { NanoUSD(dollars: $0) } ?? .zero) }

  func scope(_ principal: Principal) throws(Problem) -> ProjectScope {
    guard let project else { return principal.projects }
    guard principal.projects.contains(ID(project)) else { throw Problem(.forbidden, "The key is bound to another project.") }
    return .only(ID(project))
  }

  static let schema: Schema = .object(
    ["user_id": .string, "configuration_id": .string, "project": .string, "planned_tokens": .integer, "planned_cost": .number],
    optional: Set(CodingKeys.allCases.map(\.rawValue)))
}
