import Accounts
import Semantics
import Usage
import Web

/// Which changes a reader wants to see, as the address says it.
struct AuditWish: Sendable {
  let who: String?
  let what: String?
  let cursor: String?
  private let interval: Interval

  init(_ visit: Visit) {
    func word(_ name: String) -> String? { visit.parameters[name].flatMap { $0.isEmpty ? nil : String($0.prefix(200)) } }
    (who, what, cursor) = (word("audit.by"), word("audit.q"), word("audit.cursor"))
    interval = visit.selection.period.resolved(now: visit.now, zone: visit.selection.zone)
  }

  func query(limit: Int) -> AuditQuery {
    var query = AuditQuery(limit: limit)
    (query.who, query.what, query.from, query.to) = (who, what, interval.from, interval.to)
    query.before = cursor.flatMap { Int64($0) }
    return query
  }

  func source(limit: Int) -> Panel.Source {
    let items: [(String, String?)] = [
      ("who", who), ("what", what), ("from", interval.from?.description), ("to", interval.to?.description), ("limit", String(limit)),
      ("cursor", cursor.flatMap { Int64($0) }.map(String.init)),
    ]
    return .init(Address("/v1/audit", items.compactMap { name, value in value.map { (name, $0) } }).text)
  }
}
