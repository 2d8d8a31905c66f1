import Accounts
import Foundation
import NIOCore
import Semantics
import Usage
import Web

/// The body that gives somebody a budget.
package struct BudgetBody: Decodable {
  private let user: String?
  private let configuration: String?
  private let project: String?
  private let isActive: Bool?
  private let limits: [Ceiling: Decimal]

  private struct Key: CodingKey {
    let stringValue: String
    let intValue: Int? = nil
    init(_ name: String) { stringValue = name }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  /// What a form says.
  package init(owner: BudgetOwner, project: String?, limits: [Ceiling: Decimal], isActive: Bool) {
    user = owner.kind == .user ? owner.id : nil
    configuration = owner.kind == .configuration ? owner.id : nil
    self.project = project
    self.isActive = isActive
    self.limits = limits
  }

  package init(from decoder: any Decoder) throws {
    try decoder.refuseUnknownKeys(
      besides: ["user_id", "configuration_id", "project", "is_active"] + Ceiling.allCases.map(\.recordKey))
    let values = try decoder.container(keyedBy: Key.self)
    user = try values.decodeIfPresent(String.self, forKey: Key("user_id"))
    configuration = try values.decodeIfPresent(String.self, forKey: Key("configuration_id"))
    project = try values.decodeIfPresent(String.self, forKey: Key("project"))
    isActive = try values.decodeIfPresent(Bool.self, forKey: Key("is_active"))
    var limits: [Ceiling: Decimal] = [:]
    for ceiling in Ceiling.allCases { limits[ceiling] = try values.decodeIfPresent(Decimal.self, forKey: Key(ceiling.recordKey)) }
    self.limits = limits
  }

  init(_ body: ByteBuffer) throws(Problem) { self = try JSONBody.read(body, "a budget") }

  var owner: BudgetOwner {
    get throws(Problem) {
      switch (user, configuration) {
      case (let user?, nil): return .user(ID(user))
      case (nil, let configuration?): return .configuration(ID(configuration))
      default: throw .invalid("user_id", "either user_id or configuration_id is needed, and not both")
      }
    }
  }

  /// A key of one project gives budgets in that project.
  package func request(for owner: BudgetOwner, _ principal: Principal) throws(Problem) -> BudgetRequest {
    var project = project
    if case .only(let own) = principal.projects {
      guard project == nil || project == own.text else { throw Problem(.forbidden, "The key is bound to another project.") }
      project = own.text
    }
    return BudgetRequest(owner: owner, project: project, limits: limits, isActive: isActive ?? true)
  }

  /// The owner and the project of a budget stay; they may be repeated.
  package func replacing(_ budget: Budget) throws(Problem) -> BudgetRequest {
    let own = user != nil || configuration != nil ? try owner : budget.owner
    guard own == budget.owner, project == nil || project == budget.project?.text else {
      throw Problem(.unprocessableContent, "A budget's owner and project cannot change; give the other owner a budget of their own.")
    }
    return BudgetRequest(owner: budget.owner, project: budget.project?.text, limits: limits, isActive: isActive ?? true)
  }

  static let schema: Schema = .object(
    [
      "user_id": .string, "configuration_id": .string, "project": Schema.string.orNull, "is_active": .boolean,
      "max_requests_per_day": .integer, "max_tokens_per_day": .integer, "max_cost_per_day": .number,
      "max_requests_per_month": .integer, "max_tokens_per_month": .integer, "max_cost_per_month": .number,
    ],
    optional: Set(["user_id", "configuration_id", "project", "is_active"] + Ceiling.allCases.map(\.recordKey)))
}
