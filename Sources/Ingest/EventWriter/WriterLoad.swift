/// How much is waiting somewhere.
package struct WriterLoad: Hashable, Sendable {
  package var records: Int
  package var bytes: Int

  package static let none = WriterLoad(records: 0, bytes: 0)

  package static func + (left: Self, right: Self) -> Self {
    Self(records: left.records + right.records, bytes: left.bytes + right.bytes)
  }

  package static func += (left: inout Self, right: Self) { left = left + right }

  package static func -= (left: inout Self, right: Self) {
    left = Self(records: left.records - right.records, bytes: left.bytes - right.bytes)
  }

  func isWithin(_ limit: Self) -> Bool { records <= limit.records && bytes <= limit.bytes }
}
