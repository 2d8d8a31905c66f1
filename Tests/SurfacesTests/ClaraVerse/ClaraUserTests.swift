import Accounts
import Testing
import Usage

/// Accounts as the product's pages show them.
@Suite struct ClaraUserTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let change: @Sendable (inout UserRecord.Account) -> Void
    let status: String
    let tier: String
    let schedules: Int64
  }

  private static let now = ClaraSite.now

  static let cases = [
    Case(testDescription: "nothing special", change: { _ in }, status: "active", tier: "pro", schedules: 50),
    Case(testDescription: "override", change: { $0.tierOverride = "enterprise" }, status: "active", tier: "enterprise", schedules: -1),
    Case(testDescription: "cancelled", change: { $0.status = "cancelled" }, status: "cancelled", tier: "free", schedules: 5),
    Case(
      testDescription: "on hold since yesterday",
      change: { ($0.status, $0.onHoldSince) = ("on_hold", ClaraUserTests.now.adding(seconds: -86_400)) },
      status: "on_hold", tier: "pro", schedules: 50),
    Case(
      testDescription: "on hold for seven days",
      change: { ($0.status, $0.onHoldSince) = ("on_hold", ClaraUserTests.now.adding(seconds: -7 * 86_400)) },
      status: "on_hold", tier: "free", schedules: 5),
  ]

  private func site(_ store: ClaraSite.Store, _ change: (inout UserRecord.Account) -> Void) async throws -> ClaraSite {
    var data = ClaraData()
    data.user("anna") { user in
      user.tier = "pro"
      change(&user.account)
    }
    return try await ClaraSite(data, in: store)
  }

  @Test(arguments: ClaraSite.Store.allCases, cases) func `the tier in force is shown with its limits`(
    _ store: ClaraSite.Store, _ one: Case
  ) async throws {
    let user = try await site(store, one.change).json("users/anna")
    #expect(user["subscription_tier"]?.text == "pro")
    #expect(user["subscription_status"]?.text == one.status)
    #expect(user["effective_tier"]?.text == one.tier)
    #expect(user["effective_limits"]?["maxSchedules"]?.real == Double(one.schedules))
    #expect(user["effective_limits"]?.keys.count == 10)
  }

  @Test(arguments: ClaraSite.Store.allCases) func `days of one's own are an override of a limit`(_ store: ClaraSite.Store) async throws {
    let site = try await site(store) { $0.retentionDays = 90 }
    let user = try await site.json("users/anna")
    #expect(user["effective_limits"]?["retentionDays"]?.real == 90)
    let overrides = ["has_limit_overrides", "has_tier_override"].map { user[$0] == .bool(true) }
    #expect(overrides == [true, false])
    let row = try #require(try await site.json("users")["users"]?.list.first)
    #expect(row["has_overrides"] == .bool(true))
    let plain = try await self.site(store) { _ in }
    #expect(try await plain.json("users")["users"]?.list.first?["has_overrides"] == .bool(false))
  }

  @Test(arguments: ClaraSite.Store.allCases, [nil, "gold"] as [String?])
  func `days are those that the cleaning goes by, and the tier of who has none is the same everywhere`(
    _ store: ClaraSite.Store, _ standard: String?
  ) async throws {
    let tiers = TierBook(
      tiers: [
        .init(name: "basic", retentionDays: [.messages: 30], limits: [:]), .init(name: "gold", retentionDays: [.messages: 90], limits: [:]),
      ],
      defaultTier: standard)
    var data = ClaraData()
    data.user("anna") { $0.tier = "basic" }
    data.user("none")
    let site = try await ClaraSite(data, in: store, tiers: tiers)
    let shown = standard ?? "basic"
    // Without a tier for those who have none, what they wrote is kept.
    let expected = ["anna": ("basic", 30.0), "none": (shown, standard == nil ? -1 : 90)]
    for (id, (tier, days)) in expected {
      let user = try await site.json("users/" + id)
      #expect(user["effective_tier"]?.text == tier)
      #expect(user["subscription_tier"]?.text == tier)
      #expect(user["effective_limits"]?["retentionDays"]?.real == days)
    }
    let rows = try await site.json("users")["users"]?.list ?? []
    #expect(rows.map { $0["tier"]?.text } == ["basic", shown])
    #expect(try await site.json("users?tier=" + shown)["total_count"]?.real == (standard == nil ? 2 : 1))
  }
}
