import Accounts
import HTTPTypes
import HummingbirdTesting
import Testing
import Usage
import Web

@testable import Dashboard

/// A page with one form.
private struct NamesPage: Page {
  let path = "/names/{name}"
  let title = "Names"
  let place = NavigationPlace.settings
  let isListed = false

  var actions: [PageAction] {
    [
      PageAction("rename", done: "It has a new name.") { _, fields in
        switch fields["to"] {
        case "taken": .refused(["to": "is taken"], message: "Nothing was changed.")
        case "secret": .show("<p class=\"secret\">shown once</p>")
        case "broken": throw PanelFailure("The disk is full.")
        default: .done()
        }
      }
    ]
  }

  func panels(_ visit: Visit) async -> [Panel] {
    [
      Panel("form", "Form") {
        PanelBody(ActionForm("rename", submit: "Rename", fields: [FormField("to", "New name")], visit: visit).html)
      },
      Panel("broken", "Broken") { throw PanelFailure("No such thing.") },
      Panel("slow", "Slow", isDeferred: true) { PanelBody("<p>here at last</p>", table: DataTable([], rows: [])) },
    ]
  }
}

@Suite struct PageActionTests {
  private func send(_ form: String, as key: KeySecret?, _ site: DashboardSite) async throws -> TestResponse {
    try await site.post("/names/a%2Fb?period=7d", form, key.map { [.authorization: "Bearer " + $0.text] } ?? [:])
  }

  @Test func `a done action leads back to the page, which says so`() async throws {
    let site = try await DashboardSite(further: [NamesPage()])
    let answer = try await send("action=rename&to=x", as: site.admin.secret, site)
    #expect(answer.status == .seeOther)
    #expect(answer.headers[.location] == "/names/a%2Fb?period=7d&done=rename")
    #expect(try await site.page("/names/a%2Fb?done=rename").contains("It has a new name."))
    #expect(try await !site.page("/names/a%2Fb?done=%3Cb%3E").contains("notice good"))
  }

  @Test func `a refused form is shown as it was filled in, with what is wrong`() async throws {
    let site = try await DashboardSite(further: [NamesPage()])
    let answer = try await send("action=rename&to=taken", as: site.admin.secret, site)
    let page = String(buffer: answer.body)
    #expect(answer.status == .unprocessableContent)
    #expect(page.contains("value=\"taken\"") && page.contains("<p class=\"wrong\" id=\"rename-to-error\">is taken</p>"))
    #expect(page.contains("aria-invalid=\"true\" aria-describedby=\"rename-to-error\"") && page.contains("Nothing was changed."))
  }

  @Test func `what an action shows is there once, what it throws is said`() async throws {
    let site = try await DashboardSite(further: [NamesPage()])
    #expect(String(buffer: try await send("action=rename&to=secret", as: site.admin.secret, site).body).contains("shown once"))
    #expect(String(buffer: try await send("action=rename&to=broken", as: site.admin.secret, site).body).contains("The disk is full."))
  }

  @Test func `only who may changes something, and only by what the page has`() async throws {
    let site = try await DashboardSite(further: [NamesPage()])
    #expect(try await send("action=rename&to=x", as: site.reader.secret, site).status == .forbidden)
    #expect(try await send("action=drop", as: site.admin.secret, site).status == .badRequest)
    #expect(try await send("action=rename&to=x", as: nil, site).headers[.location]?.hasPrefix("/sign-in") == true)
  }

  @Test func `another site's form changes nothing`() async throws {
    let site = try await DashboardSite(further: [NamesPage()])
    let now = DashboardSite.now
    let session = DashboardSite.cookie.value(of: Session(key: site.admin.key.id, issuedAt: now, expiresAt: now.adding(seconds: 60)))
    let cookie: HTTPFields = [.cookie: "weir_session=" + session]
    var foreign = cookie, own = cookie
    foreign[.origin] = "https://evil.example"
    own[.origin] = "http://localhost"
    #expect(try await site.post("/names/a", "action=rename&to=x", foreign).status == .forbidden)
    #expect(try await site.post("/names/a", "action=rename&to=x", cookie).status == .forbidden)
    #expect(try await site.post("/names/a", "action=rename&to=x", own).status == .seeOther)
  }

  @Test func `a panel that fails says so and leaves the others, a deferred one comes by itself`() async throws {
    let site = try await DashboardSite(further: [NamesPage()])
    let page = try await site.page("/names/a?period=7d")
    #expect(page.contains("No such thing.") && page.contains("New name"))
    #expect(page.contains("data-fragment=\"/names/a?period=7d&amp;panel=slow&amp;format=html\"") && !page.contains("here at last"))
    #expect(try await site.page("/names/a?panel=slow").contains("here at last"))
  }
}
