import Accounts
import HTTPTypes
import HummingbirdTesting
import Surfaces
import Testing
import Usage
import Web

@testable import Dashboard

@Suite struct PricesPageTests {
  private func send(_ form: String, _ site: DashboardSite) async throws -> (status: HTTPResponse.Status, page: String) {
    let answer = try await site.post("/prices", form, [.authorization: "Bearer " + site.admin.secret.text])
    return (answer.status, String(buffer: answer.body))
  }

  @Test func `a price is added, changed in place and removed, and the desk is told by whom`() async throws {
    let site = try await DashboardSite()
    #expect(
      try await send("action=save&price_model=m&input=3&output=0.15&valid_from=2026-01-01&valid_to=2026-01-31", site).status == .seeOther)
    #expect(
      await site.desk.overrides() == [
        "{\"id\":\"m\",\"model\":\"m\",\"prices\":{\"input\":3,\"output\":0.15},\"valid_from\":\"2026-01-01T00:00:00Z\","
          + "\"valid_to\":\"2026-02-01T00:00:00Z\"}"
      ])
    #expect(try await send("action=save&id=m&price_model=m&input=4&output=", site).status == .seeOther)
    #expect(await site.desk.overrides() == ["{\"id\":\"m\",\"model\":\"m\",\"prices\":{\"input\":4}}"])
    #expect(try await send("action=remove&id=m", site).status == .seeOther)
    #expect(await site.desk.overrides().isEmpty)
    #expect(site.desk.changers == Array(repeating: site.admin.key.id.text, count: 3))
  }

  @Test func `what the form does not offer stays as it is`() async throws {
    let site = try await DashboardSite()
    let document =
      "{\"overrides\":[{\"model\":\"m\",\"prices\":{\"input\":3,\"cache_write_1h\":6}},{\"model\":\"n\",\"prices\":{\"input\":1}}]}"
    _ = try await site.desk.replaceOverrides(document: Array(document.utf8), seen: nil, by: "test")
    #expect(try await send("action=save&id=m&price_model=m&input=5", site).status == .seeOther)
    #expect(
      await site.desk.overrides() == [
        "{\"id\":\"n\",\"model\":\"n\",\"prices\":{\"input\":1}}",
        "{\"id\":\"m\",\"model\":\"m\",\"prices\":{\"cache_write_1h\":6,\"input\":5}}",
      ])
  }

  @Test(arguments: [
    ("input=", "save-input-error"), ("input=-1", "save-input-error"), ("input=1e3", "save-input-error"),
    ("input=1&valid_from=soon", "save-valid-from-error"),
  ])
  func `what is no price is told at its field`(fields: String, id: String) async throws {
    let site = try await DashboardSite()
    let (status, page) = try await send("action=save&price_model=m&" + fields, site)
    #expect(status == .unprocessableContent && page.contains("class=\"wrong\""))
    #expect(await site.desk.overrides().isEmpty)
  }

  @Test func `a second price for the same is refused`() async throws {
    let site = try await DashboardSite()
    _ = try await send("action=save&price_model=m&input=3", site)
    let (status, page) = try await send("action=save&price_model=m&input=4", site)
    #expect(status == .unprocessableContent && page.contains(PricesTexts.exists))
    #expect(try await send("action=remove&id=x", site).status == .unprocessableContent)
  }

  @Test func `a model without a price leads to the form, which suggests what the catalog knows`() async throws {
    let site = try await DashboardSite()
    let page = String(
      buffer: try await site.get("/prices?price_model=small-1&price_provider=other", [.authorization: "Bearer " + site.admin.secret.text])
        .body)
    #expect(page.contains("value=\"0.000075\"") && page.contains("acme/small-1") && page.contains("value=\"other\""))
  }

  @Test func `the catalog is searched by words and shows small and long-context prices`() async throws {
    let site = try await DashboardSite()
    #expect(try await site.page("/prices").contains("<data value=\"0.000075\">$0.000075</data>"))
    let found = try await site.page("/prices?catalog.q=bolt+long")
    #expect(found.contains("input over 200,000 $6") && !found.contains("small-1"))
    #expect(try await site.page("/prices?catalog.q=nothing").contains(PricesTexts.noModel))
  }
}
