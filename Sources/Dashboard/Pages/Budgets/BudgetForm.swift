import Accounts
import Foundation
import Surfaces
import Usage
import Web

/// A budget as a form has it: the same rules as over the API, each complaint beside its field.
struct BudgetForm {
  private let fields: QueryParameters

  init(_ fields: QueryParameters) { self.fields = fields }

  static func ownerFields(_ visit: Visit) -> [FormField] {
    let owner = [
      FormField(
        "kind", BudgetsTexts.kind, .choice([("user", BudgetsTexts.user), ("configuration", BudgetsTexts.configuration)]), value: "user"),
      FormField("owner", BudgetsTexts.owner, hint: BudgetsTexts.ownerHint, isRequired: true),
    ]
    // A key of one project gives budgets in that project.
    guard visit.reader.projects == .all else { return owner }
    return owner + [FormField("project", BudgetsTexts.project, hint: BudgetsTexts.projectHint)]
  }

  static func ceilingFields(_ budget: Budget?) -> [FormField] {
    let ceilings = Ceiling.allCases.map { ceiling in
      FormField(
        ceiling.recordKey, BudgetsTexts.name(of: ceiling), .number, value: text(budget?.limits[ceiling], ceiling),
        hint: BudgetsTexts.hint(of: ceiling))
    }
    return ceilings + [FormField("is_active", BudgetsTexts.isActive, .checkbox, value: budget?.isActive ?? true ? "true" : "")]
  }

  private static func text(_ limit: Int64?, _ ceiling: Ceiling) -> String {
    guard let limit else { return "" }
    return ceiling.axis == .cost ? NanoUSD(nanos: limit).description : String(limit)
  }

  func create(_ visit: Visit) async throws -> PageAction.Outcome {
    let owner = BudgetOwner(fields["kind"].flatMap(BudgetOwner.Kind.init) ?? .user, id: fields["owner"] ?? "")
    let project = fields["project"].flatMap { $0.isEmpty ? nil : $0 }
    return try await outcome { limits in
      let request = try BudgetBody(owner: owner, project: project, limits: limits, isActive: isActive).request(for: owner, visit.reader)
      guard visit.ports.budgets.budget(of: owner, request.project.map { .only(ID($0)) } ?? .all) == nil else {
        throw BudgetFailure.invalid([.init("owner", BudgetsTexts.exists)])
      }
      _ = try await visit.ports.budgets.put(request, now: TimeSource.system.now(), by: visit.reader.auditName)
    }
  }

  func replace(_ budget: Budget, _ visit: Visit) async throws -> PageAction.Outcome {
    try await outcome { limits in
      let body = BudgetBody(owner: budget.owner, project: budget.project?.text, limits: limits, isActive: isActive)
      _ = try await visit.ports.budgets.put(body.replacing(budget), now: TimeSource.system.now(), by: visit.reader.auditName)
    }
  }

  private var isActive: Bool { fields["is_active"] == "true" }

  private func outcome(_ write: ([Ceiling: Decimal]) async throws -> Void) async throws -> PageAction.Outcome {
    let (limits, errors) = limits
    guard errors.isEmpty else { return .refused(errors) }
    do {
      try await write(limits)
      return .done()
    } catch BudgetFailure.invalid(let problems) {
      let named = problems.map { (["user_id", "configuration_id"].contains($0.name) ? "owner" : $0.name, $0.message) }
      return .refused(Dictionary(named) { first, _ in first })
    }
  }

  private var limits: (found: [Ceiling: Decimal], errors: [String: String]) {
    var found: [Ceiling: Decimal] = [:], errors: [String: String] = [:]
    for ceiling in Ceiling.allCases {
      guard let text = fields[ceiling.recordKey], !text.isEmpty else { continue }
      if let limit = Self.number(text) { found[ceiling] = limit } else { errors[ceiling.recordKey] = BudgetsTexts.noNumber }
    }
    return (found, errors)
  }

  /// Strict: what Foundation reads of "25 dollars" is 25.
  private static func number(_ text: String) -> Decimal? {
    let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
    let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
    guard digits.utf8.count <= 30, parts.count <= 2, parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { (48...57).contains($0) } })
    else { return nil }
    return Decimal(string: text)
  }
}
