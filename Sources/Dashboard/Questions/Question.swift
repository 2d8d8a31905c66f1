import Semantics
import Web

/// What a panel asks. The query and the call of the native API that answers the same are made from one value, so that no figure on a
/// page is without its source.
struct Question: Sendable {
  enum Shape: Hashable, Sendable {
    case summary
    /// The rows of `by` for every bucket.
    case series(Granularity, by: Attribute? = nil)
    case breakdown(Attribute, limit: Int)
    /// The values of one of the clients' own tags.
    case tags(String, limit: Int)
    /// Every model of every provider.
    case models(limit: Int)
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
    case .series(let granularity, let attribute):
      query.dimensions = [.time(granularity)] + (attribute.map { [.by($0)] } ?? [])
      query.fillsGaps = true
    case .breakdown(let attribute, let limit):
      query.dimensions = [.by(attribute)]
      query.order = metrics.prefix(2).map { .descending(.metric($0)) }
      query.limit = limit
    case .tags(let key, let limit):
      query.dimensions = [.tag(key)]
      query.order = metrics.prefix(2).map { .descending(.metric($0)) }
      query.limit = limit
    case .models(let limit):
      query.dimensions = [.by(.provider), .by(.model)]
      query.order = metrics.prefix(2).map { .descending(.metric($0)) }
      query.limit = limit
    }
    return query
  }

  /// The call of the native API, to be followed by the reader's browser.
  var address: String { Address(path, items).text }
  var source: Panel.Source { Panel.Source(address) }

  private var path: String {
    switch shape {
    case .summary: "/v1/usage/summary"
    case .series: "/v1/usage/timeseries"
    case .breakdown(let attribute, _): "/v1/usage/breakdown/" + attribute.name
    case .tags(let key, _): "/v1/usage/breakdown/" + PercentEncoding.encode("tag:" + key)
    case .models: "/v1/models"
    }
  }

  private var items: [(String, String)] {
    var items = selection.periodItems + [("zone", selection.zone.id)] + selection.filterItems
    items.append(("metrics", metrics.map(\.name).joined(separator: ",")))
    switch shape {
    case .summary: break
    case .series(let granularity, let attribute):
      items.append(("granularity", granularity.name))
      if let attribute { items.append(("by", attribute.name)) }
    case .breakdown(_, let limit), .tags(_, let limit), .models(let limit):
      items.append(("order", metrics.prefix(2).map { "-" + $0.name }.joined(separator: ",")))
      items.append(("limit", String(limit)))
    }
    return items + (comparesPrevious ? [("compare", "previous")] : [])
  }
}
