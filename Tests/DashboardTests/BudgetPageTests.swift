import Accounts
import HummingbirdTesting
import Testing
import Usage
import Web

@testable import Dashboard

@Suite struct BudgetPageTests {
  private func send(_ form: String, to path: String = "/budgets", as key: KeySecret, _ site: DashboardSite) async throws -> TestResponse {
    try await site.post(path, form, [.authorization: "Bearer " + key.text])
  }

  @Test func `a budget that a form gives can be seen and taken away`() async throws {
    let site = try await DashboardSite()
    let made = try await send("action=create&kind=user&owner=anna&max_cost_per_month=2&is_active=true", as: site.admin.secret, site)
    #expect(made.headers[.location] == "/budgets?period=30d&done=create")
    let page = try await site.page("/budgets")
    #expect(page.contains(">anna</a>") && page.contains("Cost a month") && page.contains("$2.00"))
    let id = Budget.id(of: .user(ID("anna")), nil).text
    let gone = try await send("action=remove", to: "/budgets/" + id, as: site.admin.secret, site)
    #expect(gone.headers[.location] == "/budgets?done=removed")
    #expect(try await site.page("/budgets").contains("No budgets yet"))
  }

  @Test(arguments: [
    ("owner=", "create-owner-error", "must have 1 to 200 bytes"),
    ("owner=a&max_tokens_per_day=-1", "create-max_tokens_per_day-error", "must be a whole number"),
    ("owner=a&max_cost_per_day=25+dollars", "create-max_cost_per_day-error", "must be a number"),
    ("owner=a&max_cost_per_day=1e3", "create-max_cost_per_day-error", "must be a number"),
  ])
  func `what is wrong stands beside its field`(_ form: String, _ id: String, _ words: String) async throws {
    let site = try await DashboardSite()
    let answer = try await send("action=create&kind=user&" + form, as: site.admin.secret, site)
    #expect(answer.status == .unprocessableContent)
    #expect(String(buffer: answer.body).contains("id=\"\(id)\">\(words)"))
  }

  @Test func `a budget is not given over another, and switching keeps its ceilings`() async throws {
    let site = try await DashboardSite()
    let form = "action=create&kind=configuration&owner=7&project=p&max_cost_per_day=0.1234&max_tokens_per_month=5&is_active=true"
    #expect(try await send(form, as: site.admin.secret, site).status == .seeOther)
    #expect(try await send(form, as: site.admin.secret, site).status == .unprocessableContent)
    let id = Budget.id(of: .configuration(ID("7")), ID("p")).text
    #expect(try await send("action=switch", to: "/budgets/" + id, as: site.admin.secret, site).status == .seeOther)
    let page = String(buffer: try await site.get("/budgets/" + id, [.authorization: "Bearer " + site.admin.secret.text]).body)
    #expect(page.contains("value=\"0.1234\"") && page.contains("Switch on") && page.contains("configuration 7"))
  }

  @Test func `who may only read is shown no form`() async throws {
    let site = try await DashboardSite()
    #expect(try await !site.page("/budgets").contains("<form class=\"fields\""))
    #expect(try await send("action=create&kind=user&owner=a", as: site.reader.secret, site).status == .forbidden)
  }
}
