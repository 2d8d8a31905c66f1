import Semantics
import Usage
import Web

/// The query parameters that all questions share, and how a `QueryDocument` is read from them.
enum QuestionParameters {
  /// What and when.
  static let common: [Parameter] =
    period + filters + [
      .query("metrics", .string, "Names, divided by commas: " + Metric.allCases.map(\.name).joined(separator: ", ") + "."),
      .query("compare", .oneOf(["previous"]), "Adds the same for the period before."),
      format,
    ]

  static let format = Parameter.query("format", .oneOf(["json", "csv"]), "`Accept: text/csv` does the same.")

  static let period: [Parameter] = [
    .query(
      "period", .string,
      "1h, 24h, 7d, 30d, 90d (any number of hours or days), today, yesterday, week, month, last_month, quarter, year, all."),
    .query("from", .string, "An instant or a date, instead of `period`. It belongs to the period."),
    .query("to", .string, "An instant, which does not belong to the period, or a date, which does."),
    zone,
  ]

  static let zone = Parameter.query("zone", .string, "The IANA time zone of days and buckets; the server's if absent.")

  /// Every attribute filters by its name.
  static let filters: [Parameter] =
    Attribute.allCases.map { Parameter.query($0.name, .string, "Keeps what has this value; empty: what has none.", repeats: true) } + [
      .query("tag:*", .string, "Keeps what has this value under the tag of that name.", repeats: true)
    ]

  static let page: [Parameter] = [
    .query("order", .string, "Metrics or dimensions, divided by commas; a leading - means descending."),
    .query("limit", .integer(1...10_000), "At most so many rows; 100 if absent."),
    .query("offset", .integer(0...1_000_000), "How many rows to leave out."),
  ]

  static func search(_ description: String) -> Parameter { .query("search", .string, description + " At most 200 letters count.") }

  /// Words to search for; nil where there are none.
  static func search(_ query: QueryParameters) -> String? {
    query["search"].flatMap { $0.isEmpty ? nil : String($0.prefix(200)) }
  }

  static func document(_ query: QueryParameters, metrics: [Metric]) throws(Problem) -> QueryDocument {
    var document = QueryDocument()
    document.metrics = list(query["metrics"]) ?? metrics.map(\.name)
    document.period = query["period"]
    document.from = query["from"]
    document.to = query["to"]
    document.zone = query["zone"]
    document.filter = filter(query)
    if let compare = query["compare"] {
      guard compare == "previous" else { throw .invalid("compare", "must be previous") }
      document.compare = true
    }
    document.order = list(query["order"]) ?? []
    document.limit = try query.integer("limit", in: 1...10_000).map(Int.init)
    document.offset = try query.integer("offset", in: 0...1_000_000).map(Int.init)
    return document
  }

  static func filter(_ query: QueryParameters) -> FilterDocument? {
    FilterDocument(
      matching: query.items.lazy.filter { Attribute(name: $0.name) != nil || $0.name.hasPrefix("tag:") }.map { ($0.name, $0.value) })
  }

  private static func list(_ text: String?) -> [String]? {
    text.map { $0.split(separator: ",").map { part in String(part.drop { $0 == " " }) } }
  }
}
