import Usage

/// Records of one kind.
package struct ActivityQuery<R: ActivityRecord>: Hashable, Sendable {
  package enum Arrangement: Hashable, Sendable {
    /// Those without a time come last; equal times by id, descending.
    case newestFirst
    /// By the bytes of the id.
    case byID
  }

  package var scope: ProjectScope
  /// Half-open, about the kind's own time. Records without a time are within no interval but the boundless one.
  package var interval: Interval
  /// Field and value; all must be equal. Names that the kind does not have match nothing.
  package var conditions: [String: RecordCell]
  /// nil: whatever their ids.
  package var ids: Set<String>?
  package var arrangement: Arrangement
  package var limit: Int
  package var after: Cursor?
  /// Somewhere in the id or in one of `R.searched`, whatever the case; nil: all.
  package var search: String?

  package init(
    scope: ProjectScope, interval: Interval = .always, where conditions: [String: RecordCell] = [:],
    ids: Set<String>? = nil, arrangement: Arrangement = .newestFirst, limit: Int = 1000, after: Cursor? = nil,
    search: String? = nil
  ) {
    self.scope = scope
    self.interval = interval
    self.conditions = conditions
    self.ids = ids
    self.arrangement = arrangement
    self.limit = limit
    self.after = after
    self.search = search
  }

  /// Where a page ended.
  package struct Cursor: Hashable, Sendable {
    package let time: Timestamp?
    package let id: String
    package let project: String

    package init(time: Timestamp?, id: String, project: String) {
      self.time = time
      self.id = id
      self.project = project
    }
  }
}

package struct ActivityPage<R: ActivityRecord>: Hashable, Sendable {
  package var records: [R]
  /// nil on the last page.
  package var next: ActivityQuery<R>.Cursor?

  /// - Parameter records: at most one more than the limit.
  package init(_ records: consuming [R], limit: Int) {
    let isWhole = records.count <= limit
    if !isWhole { records.removeLast(records.count - limit) }
    next = isWhole ? nil : records.last.map { .init(time: $0.time, id: $0.id.text, project: $0.project.text) }
    self.records = records
  }
}
