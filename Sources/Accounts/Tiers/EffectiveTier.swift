import Usage

/// The tier that a user has at a moment, and why. Nothing else decides it.
package struct EffectiveTier: Hashable, Sendable {
  package enum Reason: String, Sendable {
    case override, cancelled, paused, scheduled
    case promoOver = "promo_over"
    case graceOver = "grace_over"
    case assigned
    case standard = "default"
  }

  /// nil: the user has none.
  package let name: String?
  package let reason: Reason

  package init(name: String?, reason: Reason) {
    self.name = name
    self.reason = reason
  }

  /// A payment that fails takes the tier away after so long.
  package static let grace: Int64 = 7 * 86_400

  /// What is due counts at once, even where the job that writes it down has not come yet.
  package static func of(_ user: UserRecord, in table: TierBook, now: Timestamp) -> EffectiveTier {
    let account = user.account
    if let name = account.tierOverride { return .init(name: name, reason: .override) }
    if account.status == "cancelled" { return .init(name: table.lowest, reason: .cancelled) }
    if account.status == "paused" { return .init(name: table.lowest, reason: .paused) }
    if account.isGraceOver(now) { return .init(name: table.lowest, reason: .graceOver) }
    if account.isCancellationDue(now) { return .init(name: table.lowest, reason: .cancelled) }
    if account.isPromoOver(now) { return .init(name: account.promoPreviousTier ?? table.lowest, reason: .promoOver) }
    if account.isChangeDue(now), let name = account.scheduledTier { return .init(name: name, reason: .scheduled) }
    if let name = user.tier { return .init(name: name, reason: .assigned) }
    return .init(name: table.defaultTier, reason: .standard)
  }
}

extension UserRecord.Account {
  package func isGraceOver(_ now: Timestamp) -> Bool {
    status == "on_hold" && (onHoldSince.map { now >= $0.adding(seconds: EffectiveTier.grace) } ?? false)
  }

  package func isCancellationDue(_ now: Timestamp) -> Bool { pendingCancel == true && (periodEndsAt.map { now >= $0 } ?? false) }
  package func isChangeDue(_ now: Timestamp) -> Bool { scheduledTier != nil && (scheduledAt.map { now >= $0 } ?? false) }
  package func isPromoOver(_ now: Timestamp) -> Bool { isPaid != true && (promoEndsAt.map { now >= $0 } ?? false) }
}
