import Semantics
import Usage

extension MemoryEngine: ActivityStore {
  package func upsert<R: ActivityRecord>(_ records: [R]) {
    var kept = kept(R.self)
    for record in records {
      kept.removeAll { $0.id == record.id && $0.project == record.project }
      kept.append(record)
    }
    activities[R.table] = kept
  }

  /// All records of a kind, in no order that means anything.
  package func kept<R: ActivityRecord>(_ kind: R.Type) -> [R] { (activities[R.table] ?? []).compactMap { $0 as? R } }
}

extension MemoryEngine: ActivitySource {
  package func activity<R: ActivityRecord>(_ query: ActivityQuery<R>, budget: QueryBudget) -> ActivityPage<R> {
    var found = matching(query)
    found.sort { precedes($0.place, $1.place, query.arrangement) }
    if let after = query.after {
      let end = Place(time: after.time, id: after.id, project: after.project)
      found.removeAll { !precedes(end, $0.place, query.arrangement) }
    }
    return ActivityPage(Array(found.prefix(query.limit + 1)), limit: query.limit)
  }

  package func count<R: ActivityRecord>(_ query: ActivityQuery<R>, budget: QueryBudget) -> Int64 { Int64(matching(query).count) }

  private func matching<R: ActivityRecord>(_ query: ActivityQuery<R>) -> [R] {
    kept(R.self).filter { record in
      query.scope.contains(record.project) && Self.isWithin(query.interval, record.time)
        && query.ids?.contains(record.id.text) ?? true
        && query.search.map(record.mentions) ?? true
        && query.conditions.allSatisfy { name, cell in
          name == "id" ? .text(record.id.text) == cell : R.field(name).map { $0.get(record) == cell } ?? false
        }
    }
  }

  private static func isWithin(_ interval: Interval, _ time: Timestamp?) -> Bool {
    time.map(interval.contains) ?? (interval == .always)
  }

  private func precedes<R>(_ left: Place, _ right: Place, _ arrangement: ActivityQuery<R>.Arrangement) -> Bool {
    let isLower = left.names.lexicographicallyPrecedes(right.names) { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    guard arrangement == .newestFirst else { return isLower }
    guard left.time == right.time else { return right.time.map { last in left.time.map { $0 > last } ?? false } ?? true }
    return !isLower && left.names != right.names
  }
}

private struct Place {
  let time: Timestamp?
  let id: String
  let project: String

  var names: [String] { [id, project] }
}

extension ActivityRecord {
  fileprivate var place: Place { Place(time: time, id: id.text, project: project.text) }

  fileprivate func mentions(_ words: String) -> Bool {
    let texts = [id.text] + Self.searched.compactMap { Self.field($0)?.get(self).text }
    return texts.contains { holds(lowered($0), lowered(words)) }
  }
}
