/// A 128-bit keyed hash of an event's identity. Two different identities have the same key with a chance that can be neglected
/// (one in 10^20 over a billion events), and nobody who lacks the store's secret can make it happen.
package struct EventKey: Hashable, Sendable {
  package let high: UInt64
  package let low: UInt64

  package init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }
}
