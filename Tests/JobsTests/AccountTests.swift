import Accounts
import Jobs
import StorageDuckDB
import Testing
import Usage

@Suite struct AccountTests {
  private static let now = instant("2026-03-10T12:00:00Z")
  private static let weekAgo = instant("2026-03-03T12:00:00Z")

  struct Case: Sendable {
    let user: UserRecord
    let tier: String?
    let reason: EffectiveTier.Reason
  }

  static let cases: [Case] = [
    .init(user: user("a"), tier: nil, reason: .standard),
    .init(user: user("a", tier: "pro"), tier: "pro", reason: .assigned),
    .init(user: user("a", tier: "pro") { $0.tierOverride = "max" }, tier: "max", reason: .override),
    .init(user: user("a", tier: "pro") { ($0.tierOverride, $0.status) = ("max", "cancelled") }, tier: "max", reason: .override),
    .init(user: user("a", tier: "pro") { $0.status = "cancelled" }, tier: "free", reason: .cancelled),
    .init(user: user("a", tier: "pro") { $0.status = "paused" }, tier: "free", reason: .paused),
    .init(
      user: user("a", tier: "pro") { ($0.status, $0.onHoldSince) = ("on_hold", weekAgo.adding(microseconds: 1)) }, tier: "pro",
      reason: .assigned),
    .init(user: user("a", tier: "pro") { ($0.status, $0.onHoldSince) = ("on_hold", weekAgo) }, tier: "free", reason: .graceOver),
    .init(user: user("a", tier: "pro") { ($0.pendingCancel, $0.periodEndsAt) = (true, now) }, tier: "free", reason: .cancelled),
    .init(
      user: user("a", tier: "pro") { ($0.pendingCancel, $0.periodEndsAt) = (true, now.adding(microseconds: 1)) }, tier: "pro",
      reason: .assigned),
    .init(user: user("a", tier: "pro") { ($0.promoEndsAt, $0.promoPreviousTier) = (now, "max") }, tier: "max", reason: .promoOver),
    .init(user: user("a", tier: "pro") { ($0.promoEndsAt, $0.isPaid) = (now, true) }, tier: "pro", reason: .assigned),
    .init(user: user("a", tier: "max") { ($0.scheduledTier, $0.scheduledAt) = ("pro", now) }, tier: "pro", reason: .scheduled),
  ]

  @Test(arguments: cases) func `the effective tier`(_ given: Case) {
    let found = EffectiveTier.of(given.user, in: .standard, now: Self.now)
    #expect(found == EffectiveTier(name: given.tier, reason: given.reason))
  }

  @Test func `what the jobs write down is what counted before`() async throws {
    let store = try await DuckDBStore.inMemory()
    let users = Self.cases.enumerated().map { $1.user.renamed(ID("u\($0)")) }
    try await store.upsert(users)
    let context = JobContext(now: Self.now, logger: quiet)
    try await AccountCheck.gracePeriods(store).run(context)
    try await AccountCheck.promotions(store).run(context)
    let once = try await store.users(id: nil)
    for (user, given) in zip(users, Self.cases) {
      let after = try #require(once.first { $0.id == user.id })
      #expect(EffectiveTier.of(after, in: .standard, now: Self.now).name == given.tier)
    }
    #expect(context.tally.all == ["grace_over": 1, "cancelled": 1, "scheduled_tier": 1, "promo_over": 1])
    #expect(try await store.audit(AuditQuery()).entries.count == 4)
    let again = JobContext(now: Self.now, logger: quiet)
    try await AccountCheck.gracePeriods(store).run(again)
    try await AccountCheck.promotions(store).run(again)
    #expect(try await store.users(id: nil) == once)
    #expect(again.tally.all == [:])
    await store.close()
  }

  @Test func `a dry run counts and changes nothing`() async throws {
    let store = try await DuckDBStore.inMemory()
    let held = user("a", tier: "pro") { ($0.status, $0.onHoldSince) = ("on_hold", Self.weekAgo) }
    try await store.upsert([held])
    let context = JobContext(now: Self.now, isDryRun: true, logger: quiet)
    try await AccountCheck.gracePeriods(store).run(context)
    #expect(context.tally.all == ["grace_over": 1])
    #expect(try await store.users(id: nil) == [held])
    await store.close()
  }

  @Test func `who pays in between keeps the tier`() async throws {
    let store = try await DuckDBStore.inMemory()
    let held = user("a", tier: "pro") { ($0.status, $0.onHoldSince) = ("on_hold", Self.weekAgo) }
    let paid = user("a", tier: "pro") { ($0.status, $0.isPaid) = ("active", true) }
    try await store.upsert([paid])
    let next = try #require(AccountChange.graceOver.applied(to: held, in: .standard, now: Self.now))
    #expect(try await store.replace(held, by: next, audit: AuditRecord(at: Self.now, who: "t", what: "t")) == false)
    #expect(try await store.users(id: nil) == [paid])
    #expect(try await store.audit(AuditQuery()).entries == [])
    await store.close()
  }

  @Test func `a failed payment told again and again does not restart the seven days`() {
    let told = user("a", tier: "pro") { $0.status = "on_hold" }
    let first = told.succeeding(nil, now: Self.weekAgo)
    let again = told.succeeding(first, now: Self.now)
    #expect(again.account.onHoldSince == Self.weekAgo)
    let recovered = user("a") { $0.status = "active" }.succeeding(again, now: Self.now)
    #expect(recovered.account.onHoldSince == nil)
    #expect(told.succeeding(recovered, now: Self.now).account.onHoldSince == Self.now)
  }

  @Test func `a directory written again leaves accounts alone, and a change of tier is noted`() {
    let known = user("a", tier: "max") { $0.tierOverride = "enterprise" }
    #expect(user("a").succeeding(known, now: Self.now).account == known.account)
    let changed = user("a", tier: "free").succeeding(known, now: Self.now)
    #expect(changed.account.tierOverride == "enterprise")
    #expect(changed.account.tierChangedAt == Self.now)
  }

  @Test func `how long things are kept`() {
    let rule = RetentionRule(table: .standard, now: Self.now)
    #expect(rule.kept(.executions, of: user("a", tier: "free")) == .days(30))
    #expect(rule.kept(.executions, of: user("a", tier: "enterprise")) == .days(365))
    #expect(rule.kept(.requests, of: user("a", tier: "free")) == .forever)
    #expect(rule.kept(.executions, of: user("a", tier: "gold")) == .days(365))
    #expect(rule.kept(.executions, of: user("a")) == .forever)
    #expect(rule.kept(.executions, of: user("a", tier: "free") { $0.retentionDays = -1 }) == .forever)
    #expect(rule.kept(.executions, of: user("a", tier: "free") { $0.retentionDays = 0 }) == .days(30))
    #expect(rule.kept(.requests, of: user("a", tier: "free") { $0.retentionDays = 7 }) == .days(7))
    let lowered = user("a", tier: "free") { ($0.previousTier, $0.tierChangedAt) = ("enterprise", Self.weekAgo.adding(microseconds: 1)) }
    #expect(rule.kept(.executions, of: lowered) == .days(365))
    let longAgo = user("a", tier: "free") { ($0.previousTier, $0.tierChangedAt) = ("enterprise", Self.weekAgo) }
    #expect(rule.kept(.executions, of: longAgo) == .days(30))
    #expect(rule.kept(.executions, of: user("a", tier: "enterprise") { $0.deletedAt = Self.weekAgo }) == .days(30))
  }

  @Test func `absurd values are refused`() {
    var table = TierBook.standard
    table.tiers[0].retentionDays[.requests] = -2
    table.tiers[1].limits[.maxAPIKeys] = -5
    table.tiers[2].name = "free"
    table.defaultTier = "gold"
    #expect(
      table.problems.map(\.field) == [
        "tiers[0].retention_days.requests", "tiers[1].limits.max_api_keys", "tiers[2].name", "default_tier",
      ])
    #expect(user("a") { $0.retentionDays = -2 }.defect?.field == "retention_days")
    #expect(user("a") { $0.retentionDays = 36_501 }.defect?.field == "retention_days")
    #expect(user("a") { $0.status = "sleepy" }.defect?.field == "subscription_status")
  }
}
