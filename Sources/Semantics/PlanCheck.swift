import Usage

/// Collects what is wrong with a query.
struct PlanCheck {
  private let query: Query
  private(set) var problems: [QueryProblem] = []

  init(_ query: Query) { self.query = query }

  mutating func run(_ interval: Interval, _ previous: Interval?) {
    metrics()
    dimensions()
    filter()
    order()
    page()
    if query.comparesPrevious, previous == nil { add("compare", "there is no period before one that is open") }
    time(interval)
  }

  private mutating func metrics() {
    if query.metrics.isEmpty { add("metrics", "at least one is needed", allowed: Metric.allCases.map(\.name)) }
    if query.metrics.count > Plan.Bounds.metrics { add("metrics", "at most \(Plan.Bounds.metrics) are answered at once") }
    for name in repeated(query.metrics.map(\.name)) { add("metrics", "\"\(name)\" is given twice") }
  }

  private mutating func dimensions() {
    let others = query.dimensions.filter { !$0.isTime }
    if others.count > Plan.Bounds.dimensions { add("dimensions", "at most \(Plan.Bounds.dimensions) besides time") }
    // All time dimensions have one name, so this also finds two granularities.
    for name in repeated(query.dimensions.map(\.name)) { add("dimensions", "\"\(name)\" is given twice") }
    for case .tag(let key) in others where key.utf8.count > Plan.Bounds.textBytes { add("dimensions", "a tag's key is too long") }
  }

  private mutating func filter() {
    let size = query.filter.size
    guard size.nodes <= Plan.Bounds.filterNodes, size.depth <= Plan.Bounds.filterDepth else {
      return add("filter", "at most \(Plan.Bounds.filterNodes) conditions and values, \(Plan.Bounds.filterDepth) levels deep")
    }
    check(query.filter)
  }

  private mutating func check(_ filter: Filter) {
    switch filter {
    case .and(let parts), .or(let parts): parts.forEach { check($0) }
    case .not(let part): check(part)
    case .isNull(let key): check(key, [])
    case .equals(let key, let value): check(key, [value])
    case .isIn(let key, let values): check(key, values)
    case .hasPrefix(let key, let value), .contains(let key, let value), .containsIgnoringCase(let key, let value):
      if key.isBoolean { add("filter", "a truth value has no parts") }
      check(key, key.isBoolean ? [] : [value])
    }
  }

  private mutating func check(_ key: Filter.Key, _ values: [String]) {
    if case .tag(let name) = key, name.utf8.count > Plan.Bounds.textBytes { add("filter", "a tag's key is too long") }
    if values.contains(where: { $0.utf8.count > Plan.Bounds.textBytes }) {
      add("filter", "a value has at most \(Plan.Bounds.textBytes) bytes")
    }
    if key.isBoolean, let wrong = values.first(where: { $0 != "true" && $0 != "false" }) {
      add("filter", "\"\(wrong.prefix(100))\" is neither true nor false", allowed: ["true", "false"])
    }
  }

  private mutating func order() {
    let metrics = Set(query.metrics), dimensions = Set(query.dimensions)
    for order in query.order {
      switch order.key {
      case .metric(let metric) where !metrics.contains(metric):
        add("order", "\"\(metric.name)\" is not among the metrics asked for", allowed: orderNames)
      case .dimension(let dimension) where !dimensions.contains(dimension):
        add("order", "\"\(dimension.name)\" is not among the dimensions asked for", allowed: orderNames)
      default: break
      }
    }
  }

  private var orderNames: [String] { query.metrics.map(\.name) + query.dimensions.map(\.name) }

  private mutating func page() {
    if let limit = query.limit, !(1...Plan.Bounds.limit).contains(limit) { add("limit", "from 1 to \(Plan.Bounds.limit)") }
    if !(0...Plan.Bounds.offset).contains(query.offset) { add("offset", "from 0 to \(Plan.Bounds.offset)") }
  }

  private mutating func time(_ interval: Interval) {
    if let from = interval.from, let to = interval.to, from >= to { return add("to", "must be after \"from\"") }
    for case .time(let granularity) in query.dimensions.prefix(1 + Plan.Bounds.dimensions) {
      let bucketing = Bucketing(granularity, in: query.zone, over: interval)
      guard let bucketing, bucketing.buckets(limit: Plan.Bounds.buckets) == nil else { continue }
      add("granularity", "more than \(Plan.Bounds.buckets) buckets: take a shorter period or a coarser granularity")
    }
  }

  private mutating func add(_ field: String, _ message: String, allowed: [String] = []) {
    problems.append(QueryProblem(field, message, allowed: allowed))
  }

  private func repeated(_ names: [String]) -> [String] {
    Dictionary(grouping: names, by: \.self).filter { $1.count > 1 }.keys.sorted()
  }
}
