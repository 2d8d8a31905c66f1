import Usage

/// What is due for an account at a moment: decided here, written down by jobs. What is done is no longer due.
package enum AccountChange: String, CaseIterable, Sendable {
  case graceOver = "grace_over"
  case cancelled
  case scheduledTier = "scheduled_tier"
  case promoOver = "promo_over"

  /// In the order in which they go before each other.
  package static let ofSubscriptions: [AccountChange] = [.graceOver, .cancelled, .scheduledTier]
  package static let ofPromotions: [AccountChange] = [.promoOver]

  /// nil if it is not due.
  package func applied(to user: UserRecord, in table: TierBook, now: Timestamp) -> UserRecord? {
    var next = user
    switch self {
    case .graceOver where user.account.isGraceOver(now), .cancelled where user.account.isCancellationDue(now):
      next.tier = table.lowest
      next.account.status = "cancelled"
      (next.account.onHoldSince, next.account.pendingCancel, next.account.periodEndsAt) = (nil, nil, nil)
      (next.account.scheduledTier, next.account.scheduledAt, next.account.isPaid) = (nil, nil, nil)
    case .scheduledTier where user.account.isChangeDue(now):
      next.tier = user.account.scheduledTier
      (next.account.scheduledTier, next.account.scheduledAt) = (nil, nil)
    case .promoOver where user.account.isPromoOver(now):
      next.tier = user.account.promoPreviousTier ?? table.lowest
      (next.account.promoStartedAt, next.account.promoEndsAt, next.account.promoPreviousTier) = (nil, nil, nil)
    default: return nil
    }
    if next.tier != user.tier {
      next.account.previousTier = user.tier
      next.account.tierChangedAt = now
    }
    return next
  }
}
