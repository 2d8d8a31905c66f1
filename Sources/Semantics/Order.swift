/// One key of a sort. Missing values come last in both directions.
package struct Order: Hashable, Sendable {
  package enum Key: Hashable, Sendable {
    case metric(Metric)
    case dimension(Dimension)
  }

  package let key: Key
  package let isDescending: Bool

  package init(_ key: Key, descending: Bool = false) {
    self.key = key
    isDescending = descending
  }

  package static func ascending(_ key: Key) -> Order { Order(key) }
  package static func descending(_ key: Key) -> Order { Order(key, descending: true) }
}
