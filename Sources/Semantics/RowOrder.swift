import Usage

/// The order of a plan's rows: as asked, then by all keys. Texts by their UTF-8 bytes, false before true, nothing last.
package struct RowOrder: Sendable {
  private let columns: [(index: Int, isDescending: Bool)]

  package init(_ plan: Plan) {
    columns = plan.order.compactMap { order in
      let index: Int? =
        switch order.key {
        case .dimension(let dimension): plan.dimensions.firstIndex(of: dimension)
        case .metric(let metric): plan.metrics.firstIndex(of: metric).map { $0 + plan.dimensions.count }
        }
      return index.map { ($0, order.isDescending) }
    }
  }

  package func precedes(_ left: [Value], _ right: [Value]) -> Bool {
    for column in columns {
      let (a, b) = (left[column.index], right[column.index])
      if a == b { continue }
      if a == .null || b == .null { return b == .null }
      return column.isDescending ? b.precedes(a) : a.precedes(b)
    }
    return false
  }
}

extension Value {
  fileprivate func precedes(_ other: Value) -> Bool {
    switch (self, other) {
    case (.integer(let a), .integer(let b)): a < b
    case (.real(let a), .real(let b)): a < b
    case (.money(let a), .money(let b)): a < b
    case (.instant(let a), .instant(let b)): a < b
    case (.text(let a), .text(let b)): a.utf8.lexicographicallyPrecedes(b.utf8)
    case (.boolean(let a), .boolean(let b)): !a && b
    // A column has one type.
    default: false
    }
  }
}
