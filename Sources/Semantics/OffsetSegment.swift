import Usage

/// A stretch of time [from, to) during which a zone's clock is ahead of UTC by `offset` microseconds.
package struct OffsetSegment: Hashable, Sendable {
  package let from: Timestamp
  package let to: Timestamp
  package let offset: Int64
}
