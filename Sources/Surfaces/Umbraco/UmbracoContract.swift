/// The two contracts that the original has, which contradict each other. A route belongs to one of them.
enum UmbracoContract: Hashable, Sendable {
  /// What the product's documentation promises: `to` included, shares from 0 to 1, names always filled.
  case documented
  /// What the product's own client meets: `to` not included, shares from 0 to 100, null where there is no name.
  case implemented

  /// The contract of the errors at a path.
  init(path: String) {
    self = path.contains("/analytics/usage-") || path.contains("/audit-logs") ? .implemented : .documented
  }

  func share(_ part: Int64, of whole: Int64) -> Double {
    guard whole > 0 else { return 0 }
    let share = Double(part) / Double(whole)
    return self == .documented ? share : share * 100
  }
}
