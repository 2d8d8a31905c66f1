import Usage

/// How long what a user leaves behind is kept.
package struct RetentionRule: Sendable {
  package let table: TierBook
  package let now: Timestamp

  /// What a tier that kept longer kept is not dropped before so long after the change.
  package static let notice: Int64 = 7 * 86_400
  /// What is left behind by users who are gone.
  package static let afterDeletion = Kept.days(30)

  package init(table: TierBook, now: Timestamp) {
    self.table = table
    self.now = now
  }

  package func kept(_ kind: RetainedKind, of user: UserRecord) -> Kept {
    if user.account.deletedAt.map({ $0 <= now }) == true { return Self.afterDeletion }
    if let days = user.account.retentionDays, days != 0 { return Kept(days: days) }
    let present = kept(kind, in: EffectiveTier.of(user, in: table, now: now).name)
    guard let changed = user.account.tierChangedAt, now < changed.adding(seconds: Self.notice) else { return present }
    return max(present, kept(kind, in: user.account.previousTier))
  }

  /// Of requests that name nobody, or somebody who is not in the directory.
  package func keptOfOthers(_ kind: RetainedKind) -> Kept { kept(kind, in: table.defaultTier) }

  /// A tier that is not in the table keeps as long as the one that keeps longest.
  private func kept(_ kind: RetainedKind, in name: String?) -> Kept {
    guard let name else { return .forever }
    return table.tier(name)?.kept(kind) ?? table.longest(kind)
  }

  package func isUnknownTier(of user: UserRecord) -> Bool {
    EffectiveTier.of(user, in: table, now: now).name.map { table.tier($0) == nil } ?? false
  }
}
