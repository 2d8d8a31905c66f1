import Accounts
import Foundation
import HTTPTypes
import HummingbirdTesting
import Surfaces
import Testing
import Usage
import Web

@testable import Dashboard

@Suite struct AdministrationTests {
  private func send(_ path: String, _ form: String, _ site: DashboardSite) async throws -> (status: HTTPResponse.Status, page: String) {
    let answer = try await site.post(path, form, [.authorization: "Bearer " + site.admin.secret.text])
    return (answer.status, String(buffer: answer.body))
  }

  private func look(_ uri: String, _ site: DashboardSite) async throws -> String {
    String(buffer: try await site.get(uri, [.authorization: "Bearer " + site.admin.secret.text]).body)
  }

  @Test func `a new key's secret is shown this once, works, and is in no log`() async throws {
    let site = try await DashboardSite()
    let (status, page) = try await send("/keys", "action=create&name=ci&scope=ingest&project=web&expires=", site)
    let secret = try #require(page.firstMatch(of: /weir_[A-Za-z0-9_-]{43}/)).output
    #expect(status == .ok)
    let made = try site.ring.principal(for: String(secret), now: DashboardSite.now)
    #expect((made.name, made.scope, made.projects) == ("ci", .ingest, .only(ID("web"))))
    #expect(try await !look("/keys", site).contains(secret))
    let record = try #require(site.log.changes.first)
    #expect((record.who, record.what) == (site.admin.key.id.text, "key.create"))
    #expect(record.after?.contains("\"name\":\"ci\"") == true && record.after?.contains(secret) == false)
  }

  @Test func `a taken name and a day that is over are told at their fields`() async throws {
    let site = try await DashboardSite()
    let taken = try await send("/keys", "action=create&name=anna&scope=read", site)
    #expect(taken.status == .unprocessableContent && taken.page.contains("id=\"create-name-error\">is taken"))
    let over = try await send("/keys", "action=create&name=b&scope=read&expires=2020-01-01", site)
    #expect(over.status == .unprocessableContent && over.page.contains("id=\"create-expires-error\""))
    #expect(site.ring.all().count == 3)
  }

  @Test func `a key lasts to the end of its last day`() async throws {
    let site = try await DashboardSite()
    _ = try await send("/keys", "action=create&name=b&scope=read&expires=2099-12-31", site)
    #expect(site.ring.all().first { $0.name == "b" }?.expiresAt == Timestamp("2100-01-01T00:00:00Z"))
  }

  @Test func `a revoked key is refused and its line says so`() async throws {
    let site = try await DashboardSite()
    #expect(try await send("/keys", "action=revoke&key=\(site.recorder.key.id.text)", site).status == .seeOther)
    #expect(throws: KeyFailure.revoked) { try site.ring.principal(for: site.recorder.secret.text, now: DashboardSite.now) }
    #expect(try await look("/keys", site).contains("revoked"))
    #expect(site.log.changes.map(\.what) == ["key.revoke"])
  }

  @Test func `readers see prices but nothing that administrators alone may see`() async throws {
    let site = try await DashboardSite()
    let reader: HTTPFields = [.authorization: "Bearer " + site.reader.secret.text]
    for path in ["/keys", "/jobs", "/settings", "/audit"] { #expect(try await site.get(path, reader).status == .forbidden, "\(path)") }
    let page = try await site.page("/prices")
    #expect(page.contains("small-1") && !page.contains("name=\"action\""))
    #expect(try await site.post("/prices", "action=remove&id=x", reader.merging([.origin: "http://localhost"])).status == .forbidden)
  }

  @Test func `the sheet of keys lists only pages that are there and may be seen`() async throws {
    let site = try await DashboardSite()
    let reader = try await site.page("/prices"), admin = try await look("/prices", site)
    #expect(reader.contains("data-path=\"/prices\"") && !reader.contains("data-path=\"/keys\""))
    #expect(admin.contains("data-letter=\"k\" data-path=\"/keys\""))
  }

  @Test func `retention is saved tier by tier, an empty field is for ever`() async throws {
    let site = try await DashboardSite()
    var form = "action=retention&default_tier=free"
    for (index, tier) in TierBook.standard.tiers.enumerated() {
      form += "&tier.\(index)=\(tier.name)&tier.\(index).requests=&tier.\(index).messages=90&tier.\(index).executions="
    }
    #expect(try await send("/settings", form, site).status == .seeOther)
    let free = try #require(site.log.table.tier("free"))
    #expect((free.kept(.requests), free.kept(.messages), free.kept(.executions)) == (.forever, .days(90), .forever))
    #expect(site.log.table.defaultTier == "free" && free.limits == TierBook.standard.tier("free")?.limits)
    #expect(site.log.changes.map(\.what) == ["tiers.replace"])
  }

  @Test(arguments: ["0", "-3", "36501", "x", "1.5"]) func `days that are none are told at their field`(days: String) async throws {
    let site = try await DashboardSite()
    var form = "action=retention&default_tier="
    for (index, tier) in TierBook.standard.tiers.enumerated() { form += "&tier.\(index)=\(tier.name)&tier.\(index).messages=\(days)" }
    let (status, page) = try await send("/settings", form, site)
    #expect(status == .unprocessableContent && page.contains("value=\"\(days)\"") && page.contains(SettingsTexts.badDays))
    #expect(site.log.table == .standard)
  }

  @Test func `retention of tiers that are not there any more is not saved`() async throws {
    let site = try await DashboardSite()
    let (status, page) = try await send("/settings", "action=retention&tier.0=gold&tier.0.requests=1", site)
    #expect(status == .unprocessableContent && page.contains(SettingsTexts.changed))
    #expect(site.log.table == .standard)
  }

  @Test func `settings say where the data is as a shell reads it`() async throws {
    let page = try await look("/settings", try await DashboardSite())
    #expect(page.contains("weir backup BACKUP --data &#39;/data/it&#39;\\&#39;&#39;s&#39;") && page.contains("27.0 MB"))
  }

  @Test func `the audit page filters and names keys`() async throws {
    let site = try await DashboardSite()
    let at = DashboardSite.now
    await site.log.append([
      AuditRecord(at: at, who: site.admin.key.id.text, what: "tiers.replace", before: "{\"a\":1}", after: "{\"a\":2}"),
      AuditRecord(
        at: at, who: "job:retention_cleanup", what: "retention.requests", subject: "<b>", after: String(repeating: "x", count: 90)),
    ])
    let all = try await look("/audit", site)
    #expect(
      all.contains(">root</a>") && all.contains("{&quot;a&quot;:1}") && all.contains("&lt;b&gt;")
        && all.contains("<details class=\"document\">"))
    let one = try await look("/audit?audit.by=job:retention_cleanup", site)
    #expect(!one.contains("tiers.replace") && one.contains("/v1/audit?who=job%3Aretention_cleanup"))
  }
}

extension HTTPFields {
  fileprivate func merging(_ more: [HTTPField.Name: String]) -> HTTPFields {
    var all = self
    for (name, value) in more { all[name] = value }
    return all
  }
}
