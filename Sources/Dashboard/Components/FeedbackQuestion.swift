import Semantics
import Surfaces
import Usage

/// Which feedback a panel is about.
struct FeedbackQuestion: Sendable {
  let visit: Visit
  /// Values of one name are no alternatives here: of several the last one holds.
  let conditions: [Condition]
  var rating: String?
  var search: String?

  private var values: [(String, String)] {
    conditions.map { ($0.name, $0.value) } + (rating.map { [("rating", $0)] } ?? [])
  }

  var interval: Interval { visit.selection.period.resolved(now: visit.now, zone: visit.selection.zone) }

  func query(limit: Int = 100, after: ActivityQuery<FeedbackRecord>.Cursor? = nil) -> ActivityQuery<FeedbackRecord> {
    FeedbackSelection(values: values, search: search).query(visit.reader.projects, interval, limit: limit, after: after)
  }

  /// The call of the API that gives the list.
  func listSource(limit: Int, cursor: String?) -> Panel.Source {
    var items = edges + values + (search.map { [("search", $0)] } ?? []) + [("limit", String(limit))]
    if let cursor { items.append(("cursor", cursor)) }
    return .init(Address("/v1/feedback", items).text)
  }

  /// The call of the API that gives the figures.
  var figuresSource: Panel.Source {
    let items = visit.selection.periodItems + [("zone", visit.selection.zone.id)] + values
    return .init(Address("/v1/feedback/figures", items + [("granularity", visit.selection.granularity.name)]).text)
  }

  private var edges: [(String, String)] {
    [("from", interval.from), ("to", interval.to)].compactMap { name, instant in instant.map { (name, $0.description) } }
  }
}
