import Usage

/// A stretch of time [from, to) during which a zone's clock is ahead of UTC by `offset` microseconds.
package struct OffsetSegment: Hashable, Sendable {
  package let from: Timestamp
  package let to: Timestamp
  package let offset: Int64
}

extension [OffsetSegment] {
  /// The first instant at which the wall clock reads `local` or more, if these segments follow each other around it.
  func instant(ofLocal local: Int64) -> Timestamp {
    for segment in self {
      let first = Swift.max(segment.from.microseconds, local - segment.offset)
      if first < segment.to.microseconds { return Timestamp(microseconds: first) }
    }
    return Timestamp(microseconds: local - (last?.offset ?? 0))
  }
}
