import Usage

/// Keeps what was changed by whom. A producer appends in the transaction of its change where it can.
package protocol AuditLog: Sendable {
  func append(_ records: [AuditRecord]) async throws
  /// Newest first.
  func audit(_ query: AuditQuery) async throws -> AuditPage
}

package struct AuditQuery: Hashable, Sendable {
  package var who: String?
  /// A whole name or the beginning of one up to a dot: "retention" finds "retention.requests".
  package var what: String?
  package var subject: String?
  package var from: Timestamp?
  /// Not included.
  package var to: Timestamp?
  /// The last number of the page before.
  package var before: Int64?
  package var limit: Int

  package init(limit: Int = 100) { self.limit = limit }
}

package struct AuditPage: Hashable, Sendable {
  package struct Entry: Hashable, Sendable {
    package let number: Int64
    package let record: AuditRecord

    package init(number: Int64, record: AuditRecord) {
      self.number = number
      self.record = record
    }
  }

  package let entries: [Entry]
  /// nil on the last page.
  package let next: Int64?

  /// - Parameter found: one more than the page has, if there are more.
  package init(_ found: [Entry], limit: Int) {
    entries = Array(found.prefix(limit))
    next = found.count > limit ? entries.last?.number : nil
  }
}
