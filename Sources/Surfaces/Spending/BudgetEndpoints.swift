import Accounts
import HTTPTypes
import Hummingbird
import Usage
import Web

extension SpendingAPI {
  private static let identifier = Parameter.path("id", .string, "The budget's id.")
  private static let missing = Endpoint.Answer.problem(.notFound, "There is no such budget.")
  private static let unsound = Endpoint.Answer.problem(.unprocessableContent, "A value is not valid; nothing has changed.")

  var listBudgets: Endpoint {
    Endpoint(
      .get, "/v1/budgets", access: .scope(.read), .init("listBudgets", "All budgets that the key may see", tags: ["Budgets"]),
      parameters: [.query("use", .boolean, "Adds to each budget how far it is used up.")],
      answers: [.init(.ok, "The budgets, by owner.", [.json: .object(["budgets": .array(of: BudgetAnswer.schema)])])]
    ) { call in
      let found = budgets.all(in: try call.principal.projects)
      let uses = try await call.query.flag("use") == true ? ledger.uses(of: found, now: clock.now()) : nil
      let answers = uses.map { $0.map { BudgetAnswer($0.budget, $0.standings, zone) } } ?? found.map { BudgetAnswer($0) }
      var writer = JSONWriter(reservingCapacity: 64 + 400 * found.count)
      writer.object { writer in
        writer.key("budgets")
        writer.array { list in for answer in answers { answer.write(to: &list) } }
      }
      return .json(writer)
    }
  }

  var putBudget: Endpoint {
    Endpoint(
      .put, "/v1/budgets", access: .scope(.admin, .project),
      .init(
        "putBudget", "Give an owner a budget, in the place of the one before",
        description: "An owner has one budget for all projects and one for each project. A ceiling that is 0 or absent bounds nothing.",
        tags: ["Budgets"]),
      body: .init([.json: BudgetBody.schema], limit: 64 << 10),
      answers: [
        .init(.ok, "The budget that was replaced, as it is now.", [.json: BudgetAnswer.schema]),
        .init(.created, "The new budget.", [.json: BudgetAnswer.schema]), Self.unsound,
      ]
    ) { call in
      let body = try BudgetBody(await call.body())
      let who = try call.principal
      let (budget, isNew) = try await budgets.put(
        body.request(for: try body.owner, who), now: TimeSource.system.now(), by: who.auditName)
      return BudgetAnswer(budget).response(isNew ? .created : .ok)
    }
  }

  var readBudget: Endpoint {
    Endpoint(
      .get, "/v1/budgets/{id}", access: .scope(.read), .init("readBudget", "A budget and how far it is used up", tags: ["Budgets"]),
      parameters: [Self.identifier], answers: [.init(.ok, "The budget.", [.json: BudgetAnswer.schema]), Self.missing]
    ) { call in
      let budget = try budgets.budget(call.segment("id"), in: try call.principal.projects)
      let now = clock.now()
      return BudgetAnswer(budget, standings(of: budget, try await ledger.spent(under: budget, now: now), now: now), zone).response(.ok)
    }
  }

  var replaceBudget: Endpoint {
    Endpoint(
      .put, "/v1/budgets/{id}", access: .scope(.admin, .project), .init("replaceBudget", "Replace a budget's ceilings", tags: ["Budgets"]),
      parameters: [Self.identifier], body: .init([.json: BudgetBody.schema], limit: 64 << 10),
      answers: [.init(.ok, "The budget as it is now.", [.json: BudgetAnswer.schema]), Self.missing, Self.unsound]
    ) { call in
      let budget = try budgets.budget(call.segment("id"), in: try call.principal.projects)
      let request = try BudgetBody(await call.body()).replacing(budget)
      return BudgetAnswer(try await budgets.put(request, now: TimeSource.system.now(), by: call.principal.auditName).budget).response(.ok)
    }
  }

  var removeBudget: Endpoint {
    Endpoint(
      .delete, "/v1/budgets/{id}", access: .scope(.admin, .project), .init("removeBudget", "Take a budget away", tags: ["Budgets"]),
      parameters: [Self.identifier], answers: [.init(.ok, "The budget that there was.", [.json: BudgetAnswer.schema]), Self.missing]
    ) { call in
      let who = try call.principal
      return BudgetAnswer(try await budgets.remove(call.segment("id"), in: who.projects, by: who.auditName)).response(.ok)
    }
  }
}
