import Semantics
import Usage

extension MemoryEngine: PeopleReports {
  package func registeredUsers(scope: ProjectScope, budget: QueryBudget) -> Int64 {
    Int64(Set(kept(UserRecord.self, scope).map(\.id)).subtracting([.anonymous]).count)
  }

  package func people(_ query: PeopleQuery, budget: QueryBudget) -> PeoplePage {
    let signs = userSigns(query.scope)
    let users = Dictionary(grouping: kept(UserRecord.self, query.scope), by: \.id)
    let ids = Set(signs.keys).union(users.keys).subtracting([.anonymous])
    let found = ids.filter { query.id == nil || $0 == query.id }
      .map { (person($0, users[$0] ?? [], signs[$0] ?? [], query), users[$0] ?? []) }
      .filter { person, records in query.tier == nil || person.tier == query.tier }
      .filter { person, records in query.search.map { matches($0, person, records) } ?? true }
      .map(\.0).sorted(by: precedes)
    let page = found.dropFirst(Int(query.offset)).prefix(Int(query.limit))
    return PeoplePage(total: Int64(found.count), people: Array(page))
  }

  private func person(_ id: ID<User>, _ records: [UserRecord], _ times: [Timestamp], _ query: PeopleQuery) -> Person {
    let scope = query.scope
    var person = Person(id: id)
    person.email = records.compactMap(\.email).leastByBytes
    person.role = records.compactMap(\.role).leastByBytes
    person.tier = records.compactMap(\.tier).filter { !$0.isEmpty }.leastByBytes ?? query.standardTier
    person.since = records.compactMap(\.registeredAt).min() ?? times.min()
    person.lastActive = times.max()
    let messages = kept(MessageRecord.self, scope).filter { $0.user == id }
    let chats =
      matching(scope, .always, .all).filter { $0.event.user == id }.compactMap(\.event.chat) + messages.map(\.chat)
      + kept(ChatRecord.self, scope).filter { $0.user == id }.map(\.id)
    person.chats = Int64(Set(chats).count)
    person.messages = Int64(messages.count(where: \.isSpoken))
    person.runs = Int64(kept(AgentRunRecord.self, scope).count { $0.user == id })
    return person
  }

  private func matches(_ search: String, _ person: Person, _ records: [UserRecord]) -> Bool {
    let texts = [person.id.text, person.email, records.compactMap(\.name).leastByBytes].compactMap(\.self)
    return texts.contains { $0.lowercased().contains(search.lowercased()) || search.isEmpty }
  }

  private func precedes(_ left: Person, _ right: Person) -> Bool {
    guard left.lastActive == right.lastActive else {
      return right.lastActive.map { last in left.lastActive.map { $0 > last } ?? false } ?? true
    }
    return left.id.text.bytesPrecede(right.id.text)
  }
}
