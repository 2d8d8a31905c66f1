import Accounts
import Usage

/// Drops what is over. What is dropped and what is told of it change in one step, so a run that is cut off has told the truth.
package protocol RetentionStore: Sendable {
  /// Finds what is over and changes nothing. What it found is what `purge` takes away; a later search replaces it.
  func findExpired(_ search: RetentionSearch) async throws -> RetentionFinding

  /// Takes one part away: requests are summed up, of other records what was written is emptied. With an audit record for each user.
  /// Returns how many records it was.
  func purge(part: Int, of finding: RetentionFinding) async throws -> Int
}

package struct RetentionSearch: Hashable, Sendable {
  package struct Cutoff: Hashable, Sendable {
    /// nil: for ever.
    package let instant: Timestamp?
    package let days: Int64

    package init(_ kept: Kept, now: Timestamp) {
      instant = kept.cutoff(now: now)
      days = if case .days(let days) = kept { days } else { -1 }
    }
  }

  package struct User: Hashable, Sendable {
    package let project: ID<Project>
    package let user: ID<Usage.User>
    package let cutoff: Cutoff

    package init(project: ID<Project>, user: ID<Usage.User>, cutoff: Cutoff) {
      self.project = project
      self.user = user
      self.cutoff = cutoff
    }
  }

  package let kind: RetainedKind
  package let users: [User]
  /// Of records that are nobody's, or of somebody not among the users.
  package let others: Cutoff
  package let now: Timestamp
  /// Records a part holds, more or less: all of a user's are in one.
  package let batch: Int

  package init(kind: RetainedKind, users: [User], others: Cutoff, now: Timestamp, batch: Int) {
    self.kind = kind
    self.users = users
    self.others = others
    self.now = now
    self.batch = batch
  }

  package var latest: Timestamp? { (users.map(\.cutoff.instant) + [others.instant]).compactMap(\.self).max() }
}

package struct RetentionFinding: Hashable, Sendable {
  package let search: RetentionSearch
  package let records: Int
  package let users: Int
  package let first: Timestamp?
  package let last: Timestamp?

  package init(search: RetentionSearch, records: Int, users: Int, first: Timestamp?, last: Timestamp?) {
    self.search = search
    self.records = records
    self.users = users
    self.first = first
    self.last = last
  }

  package var parts: Int { (records + search.batch - 1) / search.batch }
}
