import Semantics

/// What a panel asks. The query and the call of the native API that answers the same are made from one value, so that no figure on a
/// page is without its source.
struct Question: Sendable {
  enum Shape: Hashable, Sendable {
    case summary
    case series(Granularity)
    case breakdown(Attribute, limit: Int)
  }

  let shape: Shape
  let metrics: [Metric]
  let selection: Selection
  var comparesPrevious = false

  var query: Query {
    var query = Query(
      metrics, where: selection.conditions.filter, period: selection.period, zone: selection.zone, comparesPrevious: comparesPrevious)
    switch shape {
    case .summary: break
    case .series(let granularity):
      query.dimensions = [.time(granularity)]
      query.fillsGaps = true
    case .breakdown(let attribute, let limit):
      query.dimensions = [.by(attribute)]
      query.order = metrics.prefix(2).map { .descending(.metric($0)) }
      query.limit = limit
    }
    return query
  }

  /// The call of the native API, to be followed by the reader's browser.
  var address: String { Address(path, items).text }
  var csvAddress: String { Address(path, items + [("format", "csv")]).text }

  private var path: String {
    switch shape {
    case .summary: "/v1/usage/summary"
    case .series: "/v1/usage/timeseries"
    case .breakdown(let attribute, _): "/v1/usage/breakdown/" + attribute.name
    }
  }

  private var items: [(String, String)] {
    var items = [("period", selection.periodName), ("zone", selection.zone.id)] + selection.filterItems
    items.append(("metrics", metrics.map(\.name).joined(separator: ",")))
    switch shape {
    case .summary: break
    case .series(let granularity): items.append(("granularity", granularity.name))
    case .breakdown(_, let limit):
      items.append(("order", metrics.prefix(2).map { "-" + $0.name }.joined(separator: ",")))
      items.append(("limit", String(limit)))
    }
    return items + (comparesPrevious ? [("compare", "previous")] : [])
  }
}
