import Usage

extension Plan {
  /// Reads and checks a question in words.
  /// - Parameters:
  ///   - period: what is meant where neither a period nor an edge is given.
  /// - Throws: every problem at once, of the words and of what they mean.
  package init(
    _ document: QueryDocument, scope: ProjectScope, now: Timestamp, period: Period = .days(30), zone: Zone = .utc
  ) throws(QueryProblems) {
    var reading = DocumentReading(document)
    let query = reading.query(period: period, zone: zone)
    guard reading.problems.isEmpty else { throw QueryProblems(reading.allProblems(of: query, now: now)) }
    try self.init(query, scope: scope, now: now)
  }
}

/// Turns words into types. What cannot be read is left out and noted.
struct DocumentReading {
  private let document: QueryDocument
  private(set) var problems: [QueryProblem] = []

  init(_ document: QueryDocument) { self.document = document }

  mutating func query(period: Period, zone: Zone) -> Query {
    let metrics = document.metrics.compactMap { read($0, "metrics", "metric", Metric.init(name:), Metric.allCases.map(\.name)) }
    // A granularity's name among the dimensions is as good as one beside them.
    var dimensions = document.dimensions.compactMap { name in
      Granularity(name: name).map { .time($0) } ?? read(name, "dimensions", "dimension", Dimension.init(name:), Dimension.names)
    }
    let granularity = document.granularity.flatMap {
      read($0, "granularity", "granularity", Granularity.init(name:), Granularity.allCases.map(\.name))
    }
    if let granularity { dimensions.insert(.time(granularity), at: 0) }
    let zone = document.zone.flatMap { read($0, "zone", "time zone", { Zone($0) }, Zone.identifiers) } ?? zone
    let order = document.order.compactMap { self.order($0, dimensions) }
    return Query(
      metrics, by: dimensions, where: document.filter?.filter(&problems) ?? .all, period: self.period(default: period), zone: zone,
      comparesPrevious: document.compare ?? false, order: order, limit: document.limit, offset: document.offset ?? 0,
      fillsGaps: document.fill ?? false)
  }

  /// With those of the meaning, but only in fields that could be read: the others would be found fault with twice.
  func allProblems(of query: Query, now: Timestamp) -> [QueryProblem] {
    let unread = Set(problems.map(\.field))
    do throws(QueryProblems) {
      _ = try Plan(query, scope: .all, now: now)
      return problems
    } catch {
      return problems + error.problems.filter { !unread.contains($0.field) }
    }
  }

  private mutating func period(default period: Period) -> Period {
    let end = document.end.flatMap { read($0, "end", "end", { Period.End(rawValue: $0) }, Period.End.allCases.map(\.rawValue)) }
    if document.from == nil, document.to == nil {
      if document.end != nil { problems.append(QueryProblem("end", "has a meaning only with \"to\"")) }
      return document.period.flatMap { read($0, "period", "period", Period.init(name:), Period.names) } ?? period
    }
    if document.period != nil { problems.append(QueryProblem("period", "either a period or \"from\" and \"to\"")) }
    return .between(edge(document.from, "from"), edge(document.to, "to"), end)
  }

  private mutating func edge(_ text: String?, _ field: String) -> Period.Edge? {
    guard let text else { return nil }
    if let edge = Period.Edge(text) { return edge }
    problems.append(QueryProblem(field, "\"\(text.prefix(100))\" is neither a date (2026-03-01) nor an instant (2026-03-01T12:00:00Z)"))
    return nil
  }

  private mutating func order(_ text: String, _ dimensions: [Dimension]) -> Order? {
    let isDescending = text.hasPrefix("-")
    let name = isDescending ? String(text.dropFirst()) : text
    if let metric = Metric(name: name) { return Order(.metric(metric), descending: isDescending) }
    if let dimension = dimensions.first(where: { $0.name == name }) ?? Dimension(name: name) {
      return Order(.dimension(dimension), descending: isDescending)
    }
    problems.append(.unknown("order", "key", name, allowed: document.metrics + dimensions.map(\.name)))
    return nil
  }

  private mutating func read<Read>(
    _ text: String, _ field: String, _ kind: String, _ parse: (String) -> Read?, _ allowed: [String]
  ) -> Read? {
    if let value = parse(text) { return value }
    problems.append(.unknown(field, kind, text, allowed: allowed))
    return nil
  }
}
