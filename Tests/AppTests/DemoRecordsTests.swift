import Accounts
import Foundation
import Testing
import Usage

@testable import App

@Suite struct DemoRecordsTests {
  private let now = Timestamp(microseconds: CivilDate(daysSinceEpoch: 20_700).daysSinceEpoch * CivilDate.microsecondsPerDay + 3_600_000_000)

  private func records(days: Int) -> DemoRecords {
    DemoRecords(DemoUsage().history(days: days, now: now), project: ID("default"))
  }

  @Test func `somebody comes anew in the course of a month, registered before the first request`() {
    let history = DemoUsage().history(days: 60, now: now)
    let users = DemoRecords(history, project: ID("default")).users
    let first = Dictionary(history.flatMap { $0 }.compactMap { event in event.user.map { ($0, event.timestamp) } }, uniquingKeysWith: min)
    #expect(users.count > DemoPeople.all.count + 3 && Set(users.map(\.id)).count == users.count)
    #expect(Set(first.keys).isSubset(of: users.map(\.id)))
    #expect(users.allSatisfy { user in first[user.id].map { $0 > user.registeredAt ?? $0 } ?? true })
  }

  @Test func `nobody's chat lasts longer than an hour or has two people in it`() {
    let chats = records(days: 10).chats
    #expect(!chats.isEmpty && Set(chats.map(\.id)).count == chats.count)
    let hour: Int64 = 3_600_000_000
    let openings = Dictionary(grouping: records(days: 10).messages.filter { $0.role == "user" }, by: \.chat)
    for chat in chats {
      let times = openings[chat.id, default: []].compactMap(\.createdAt?.microseconds)
      #expect((times.max() ?? 0) - (times.min() ?? 0) < hour)
      #expect(Set(openings[chat.id, default: []].map(\.user)) == [chat.user])
    }
  }

  @Test(arguments: [0.35, 6.07, 1234.5])
  func `budgets stand beyond, near and far from their ceilings, in round sums`(dollars: Double) {
    let spent = Spending(requests: 700, tokens: 1, cost: NanoUSD(nanos: Int64(dollars * 1e9)))
    let budgets = DemoBudgets.budgets(spent: Dictionary(uniqueKeysWithValues: DemoBudgets.owners(.user).map { ($0, spent) }), now: now)
    let parts = budgets.prefix(3).map { Double(spent.cost.nanos) / Double($0.limits[.monthlyCost] ?? 1) }
    #expect((1.1...1.3).contains(parts[0]) && (0.85..<1).contains(parts[1]) && parts[2] < 0.65)
    #expect(budgets.count { !$0.isActive } == 1)
    // To the hundredth of a cent, as all budgets.
    #expect(budgets.allSatisfy { ($0.limits[.monthlyCost] ?? 1).isMultiple(of: 100_000) })
  }

  @Test func `a shell is told a name only where it leads to this program`() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "program-\(UInt64.random(in: 0...UInt64.max))")
    defer { try? FileManager.default.removeItem(at: folder) }
    for name in ["ours", "others"] {
      try FileManager.default.createDirectory(at: folder.appending(path: name), withIntermediateDirectories: true)
      let program = folder.appending(path: "\(name)/weir").path
      try #require(FileManager.default.createFile(atPath: program, contents: Data(), attributes: [.posixPermissions: 0o755]))
    }
    let ours = folder.appending(path: "ours/weir").path, others = folder.appending(path: "others").path
    #expect(ProgramName.current(path: folder.appending(path: "ours").path, binary: ours) == "weir")
    #expect(ProgramName.current(path: others + ":" + folder.appending(path: "ours").path, binary: ours) == ours)
    #expect(ProgramName.current(path: "", binary: ours) == ours)
  }
}
