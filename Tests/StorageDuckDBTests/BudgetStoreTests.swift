import Accounts
import Semantics
import StorageDuckDB
import Testing
import Usage

@Suite struct BudgetStoreTests {
  @Test func `budgets are read back as they were put, also after reopening`() async throws {
    let fixture = try StoreFixture()
    defer { fixture.remove() }
    let instant = Timestamp(seconds: 1_781_500_000)
    let anna = Budget(
      owner: .user(ID("anna")), project: ID("web"), limits: [.dailyRequests: 1, .dailyTokens: 2, .dailyCost: 3, .monthlyRequests: 4],
      isActive: false, createdAt: instant, updatedAt: instant.adding(seconds: 5))
    let seven = Budget(
      owner: .configuration(ID("7")), limits: [.monthlyTokens: 5, .monthlyCost: .max], createdAt: instant, updatedAt: instant)
    var store = try await fixture.open()
    try await store.put(anna)
    try await store.put(seven)
    await store.close()
    store = try await fixture.open()
    #expect(Set(try await store.budgets()) == [anna, seven])
    var changed = anna
    changed.limits = [.monthlyCost: 9]
    try await store.put(changed)
    try await store.removeBudget(seven.id)
    #expect(try await store.budgets() == [changed])
    await store.close()
  }
}
