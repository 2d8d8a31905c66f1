import Semantics
import Usage

extension MemoryEngine: RequestReports {
  package func newUsers(
    from first: CivilDate, through last: CivilDate, scope: ProjectScope, budget: QueryBudget
  ) -> [CivilDate: Int64] {
    var firstSeen: [ID<User>: Timestamp] = [:]
    for record in matching(scope, .always, .all) {
      guard let user = record.event.user else { continue }
      firstSeen[user] = min(firstSeen[user] ?? record.event.timestamp, record.event.timestamp)
    }
    let dates = firstSeen.values.map { CivilDate(daysSinceEpoch: $0.microseconds.floorDivided(by: CivilDate.microsecondsPerDay).quotient) }
    return Dictionary(grouping: dates.filter { first <= $0 && $0 <= last }, by: \.self).mapValues { Int64($0.count) }
  }

  package func chatStatistics(scope: ProjectScope, budget: QueryBudget) -> ChatStatistics {
    statistics(of: matching(scope, .always, .all))
  }

  func statistics(of records: [MemoryRecord]) -> ChatStatistics {
    let requests = records.filter { $0.event.chat != nil }
    let chats = Dictionary(grouping: requests) { $0.event.chat }.values.map { $0.map(\.event.timestamp.microseconds) }
    let lengths = chats.map { ($0.max() ?? 0) - ($0.min() ?? 0) }.filter { $0 > 0 }
    return ChatStatistics(
      chats: Int64(chats.count), requests: Int64(requests.count), lasting: Int64(lengths.count),
      microseconds: lengths.reduce(0) { $0 + Double($1) })
  }
}
