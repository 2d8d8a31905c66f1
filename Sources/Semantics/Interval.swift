import Usage

/// A stretch of time, possibly open on a side. Half-open: the end is not included, so two adjacent ones never count one event twice.
package struct Interval: Hashable, Sendable {
  package var from: Timestamp?
  package var to: Timestamp?

  package init(from: Timestamp?, to: Timestamp?) {
    self.from = from
    self.to = to
  }

  package static let always = Interval(from: nil, to: nil)

  package var isBounded: Bool { from != nil && to != nil }

  package func contains(_ instant: Timestamp) -> Bool {
    if let from, instant < from { return false }
    if let to, instant >= to { return false }
    return true
  }
}
