import Foundation
import Usage

/// What belongs to invented requests: who asked, in which chats, what they thought of the answers, how code and agents fared. Made of the
/// events alone, so that the same events always give the same records and all figures agree.
struct DemoRecords: Sendable {
  let users: [UserRecord]
  let groups: [GroupRecord]
  let agents: [AgentRecord]
  private(set) var chats: [ChatRecord] = []
  private(set) var messages: [MessageRecord] = []
  private(set) var feedback: [FeedbackRecord] = []
  private(set) var executions: [ExecutionRecord] = []
  private(set) var runs: [AgentRunRecord] = []

  /// - Parameter days: the events of each day; a chat never outlasts one.
  init(_ days: [[UsageEvent]], project: ID<Project>) {
    let first = days.lazy.flatMap { $0 }.first?.timestamp ?? Timestamp(microseconds: 0)
    users = Self.users(in: days, project)
    groups = Self.groups(before: first, in: project)
    agents = Self.agents(before: first, in: project)
    for events in days {
      let events = events.sorted { $0.timestamp < $1.timestamp }
      chats += DemoChats(events).chats
      messages += DemoChats(events).messages
      feedback += events.compactMap(DemoOpinion.feedback)
      executions += events.compactMap(DemoExecution.record)
      runs += events.compactMap(Self.run)
    }
  }

  private static let day = CivilDate.microsecondsPerDay

  /// All who were there from the beginning, and the newcomers who are seen.
  private static func users(in days: [[UsageEvent]], _ project: ID<Project>) -> [UserRecord] {
    let events = days.lazy.flatMap { $0 }
    guard let first = events.first?.timestamp, let last = events.last?.timestamp else { return [] }
    func number(_ instant: Timestamp) -> Int64 { instant.microseconds.floorDivided(by: DemoPeople.newcomerDays * day).quotient }
    let seen = Set(events.compactMap(\.user))
    let newcomers = (number(first.adding(microseconds: -50 * day))...number(last)).map(DemoPeople.newcomer).filter { seen.contains($0.id) }
    return (DemoPeople.all + newcomers).enumerated().map { index, person in
      var user = UserRecord(id: person.id, project: project)
      user.name = person.name
      user.email = person.address
      user.role = index == 0 ? "admin" : "user"
      user.registeredAt =
        person.start.map { Timestamp(microseconds: $0.daysSinceEpoch * day) } ?? first.adding(microseconds: -Int64(7 + index * 9) * day)
      user.tier = person.tier
      return user
    }
  }

  private static func groups(before first: Timestamp, in project: ID<Project>) -> [GroupRecord] {
    DemoPeople.teams.enumerated().map { index, name in
      var group = GroupRecord(id: ID(DemoMark.idPrefix + name.lowercased()), project: project)
      group.name = name
      group.members = DemoPeople.all.indices.filter { $0 % DemoPeople.teams.count == index }.map { DemoPeople.all[$0].id.text }
      group.createdAt = first.adding(microseconds: -300 * day)
      return group
    }
  }

  private static func agents(before first: Timestamp, in project: ID<Project>) -> [AgentRecord] {
    DemoPeople.workers.enumerated().map { index, worker in
      var agent = AgentRecord(id: worker.id, project: project)
      agent.name = worker.name
      agent.user = DemoPeople.all[index].id
      agent.status = worker.status
      agent.createdAt = first.adding(microseconds: -Int64(20 + index * 6) * day)
      agent.updatedAt = first.adding(microseconds: -Int64(2 + index) * day)
      agent.deployedAt = worker.status == "deployed" ? first.adding(microseconds: -Int64(1 + index) * day) : nil
      agent.schedules = worker.schedules
      return agent
    }
  }

  private static func run(_ event: UsageEvent) -> AgentRunRecord? {
    guard let agent = event.agent, let worker = DemoPeople.workers.first(where: { $0.id == agent }) else { return nil }
    var random = SplitMix64(about: event, "run")
    var run = AgentRunRecord(id: ID(event.id.text + "-run"), project: event.project)
    run.agent = agent
    run.user = event.user
    run.trigger = worker.trigger
    run.status = event.status == .failure || random.unit() < 0.04 ? "failed" : "completed"
    // Beside the model's answer an agent reads and writes.
    let duration = Int64(Double(event.durationMicroseconds ?? 0) * (1.2 + random.unit())) + 400_000
    run.durationMicroseconds = duration
    run.startedAt = event.timestamp
    run.finishedAt = event.timestamp.adding(microseconds: duration)
    return run
  }
}

extension SplitMix64 {
  /// Random numbers that depend on an event's id and on what they are for, and on nothing else.
  init(about event: UsageEvent, _ purpose: String) {
    let bytes = (event.id.text + purpose).utf8
    self.init(seed: bytes.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 })
  }

  mutating func pick<Item>(_ items: [Item]) -> Item { items[Int(unit() * Double(items.count))] }
}
