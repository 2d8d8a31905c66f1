import Semantics
import Usage

extension MemoryEngine: ChatReports {
  package func chatDays(_ days: CalendarDays, activeSince: Timestamp, scope: ProjectScope, budget: QueryBudget) -> ChatDays {
    let chats = chatSigns(scope)
    let active = chats.values.count { $0.contains { $0 >= activeSince } }
    return ChatDays(created: DayCounts(chats.values.map { $0.min() }, days), active: Int64(active))
  }

  package func activeChats(since: Timestamp, scope: ProjectScope, budget: QueryBudget) -> Int64 {
    Int64(chatSigns(scope).values.count { $0.contains { $0 >= since } })
  }

  package func messageDays(_ days: CalendarDays, scope: ProjectScope, budget: QueryBudget) -> DayCounts {
    DayCounts(kept(MessageRecord.self, scope).filter(\.isSpoken).map(\.createdAt), days)
  }

  package func userDays(_ days: CalendarDays, scope: ProjectScope, budget: QueryBudget) -> [CivilDate: Int64] {
    let users = userSigns(scope).values.map { times in Set(times.compactMap { days.date(of: $0) }) }
    return Dictionary(grouping: users.flatMap(\.self), by: \.self).mapValues { Int64($0.count) }
  }

  package func activeUsers(_ days: CalendarDays, scope: ProjectScope, budget: QueryBudget) -> ActiveUsers {
    let users = userSigns(scope).values.map { times in times.compactMap { days.date(of: $0) } }
    return ActiveUsers(all: Int64(users.count { !$0.isEmpty }), onLastDay: Int64(users.count { $0.contains(days.last) }))
  }
}

extension MemoryEngine {
  func kept<R: ActivityRecord>(_ kind: R.Type, _ scope: Usage.ProjectScope) -> [R] { kept(kind).filter { scope.contains($0.project) } }

  /// When each chat was heard of.
  func chatSigns(_ scope: Usage.ProjectScope) -> [ID<Chat>: [Timestamp]] {
    var signs: [ID<Chat>: [Timestamp]] = [:]
    for record in matching(scope, .always, .all) {
      if let chat = record.event.chat { signs[chat, default: []].append(record.event.timestamp) }
    }
    for message in kept(MessageRecord.self, scope) { signs[message.chat, default: []] += [message.createdAt].compactMap(\.self) }
    for chat in kept(ChatRecord.self, scope) { signs[chat.id, default: []] += [chat.createdAt].compactMap(\.self) }
    return signs
  }

  /// When each user did something.
  func userSigns(_ scope: Usage.ProjectScope) -> [ID<User>: [Timestamp]] {
    var signs: [(ID<User>?, Timestamp?)] = matching(scope, .always, .all).map { ($0.event.user, $0.event.timestamp) }
    signs += kept(MessageRecord.self, scope).map { ($0.user, $0.createdAt) }
    signs += kept(AgentRunRecord.self, scope).map { ($0.user, $0.startedAt) }
    signs += kept(ChatRecord.self, scope).map { ($0.user, $0.createdAt) }
    var users: [ID<User>: [Timestamp]] = [:]
    for (user, time) in signs {
      guard let user, user != .anonymous else { continue }
      users[user, default: []] += [time].compactMap(\.self)
    }
    return users
  }
}

extension CalendarDays {
  func date(of instant: Timestamp) -> CivilDate? { interval.contains(instant) ? zone.date(of: instant) : nil }
}

extension DayCounts {
  init(_ times: [Timestamp?], _ days: CalendarDays) {
    let dates = times.compactMap { $0.flatMap(days.date) }
    self.init(total: Int64(times.count), days: Dictionary(grouping: dates, by: \.self).mapValues { Int64($0.count) })
  }
}

extension MessageRecord {
  var isSpoken: Bool { Self.spokenRoles.contains(role) }
}
