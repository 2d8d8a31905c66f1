/// What is known of a user beside the requests.
package struct UserRecord: ActivityRecord {
  package let id: ID<User>
  package let project: ID<Project>
  package var name: String?
  package var email: String?
  package var role: String?
  package var registeredAt: Timestamp?
  package var tier: String?
  package var account = Account()

  /// What decides the user's tier beside its name.
  package struct Account: Hashable, Sendable {
    package var tierOverride: String?
    /// In the place of the tier's days for every kind of record; -1 is for ever, 0 is not set.
    package var retentionDays: Int64?
    /// active, on_hold, cancelled or paused; nothing is active.
    package var status: String?
    /// Somebody pays for the tier, so no promotion's end takes it away.
    package var isPaid: Bool?
    package var onHoldSince: Timestamp?
    package var pendingCancel: Bool?
    package var periodEndsAt: Timestamp?
    package var scheduledTier: String?
    package var scheduledAt: Timestamp?
    package var promoStartedAt: Timestamp?
    package var promoEndsAt: Timestamp?
    package var promoPreviousTier: String?
    /// The tier before the last change, and when that was.
    package var previousTier: String?
    package var tierChangedAt: Timestamp?
    package var deletedAt: Timestamp?

    package init() {}
  }

  package init(id: ID<User>, project: ID<Project>) {
    self.id = id
    self.project = project
  }

  package var time: Timestamp? { registeredAt }

  package static let table = "app_user"
  package static let timeColumn = "registered_at"
  package static let searched = ["name", "email"]
  package static let fields: [RecordField<Self>] = [
    .text("name", \.name), .text("email", \.email), .text("role", \.role), .instant("registered_at", \.registeredAt), .text("tier", \.tier),
    .text("tier_override", \.account.tierOverride), .integer("retention_days", \.account.retentionDays),
    .text("subscription_status", \.account.status), .boolean("is_paid", \.account.isPaid),
    .instant("on_hold_since", \.account.onHoldSince), .boolean("pending_cancel", \.account.pendingCancel),
    .instant("period_ends_at", \.account.periodEndsAt), .text("scheduled_tier", \.account.scheduledTier),
    .instant("scheduled_at", \.account.scheduledAt), .instant("promo_started_at", \.account.promoStartedAt),
    .instant("promo_ends_at", \.account.promoEndsAt), .text("promo_previous_tier", \.account.promoPreviousTier),
    .text("previous_tier", \.account.previousTier), .instant("tier_changed_at", \.account.tierChangedAt),
    .instant("deleted_at", \.account.deletedAt),
  ]

  package static let carriesOver = true

  package static let statuses: Set<String> = ["active", "on_hold", "cancelled", "paused"]
  package static let longestRetention: Int64 = 36_500

  package var defect: (field: String, message: String)? {
    if let days = account.retentionDays, !(-1...Self.longestRetention).contains(days) {
      return ("retention_days", "must be -1 (for ever), 0 (not set) or a number of days up to \(Self.longestRetention)")
    }
    if let status = account.status, !Self.statuses.contains(status) {
      return ("subscription_status", "must be one of " + Self.statuses.sorted().joined(separator: ", "))
    }
    return nil
  }

  /// What a new record of the same user becomes. Who says nothing of the account leaves it as it is, so that a directory may be written
  /// over and over. A grace period begins once, however often its beginning is told.
  package func succeeding(_ earlier: UserRecord?, now: Timestamp) -> UserRecord {
    var next = self
    next.tier = tier ?? earlier?.tier
    if account == Account(), let earlier { next.account = earlier.account }
    if next.account.status != "on_hold" {
      next.account.onHoldSince = nil
    } else {
      let before = earlier?.account.status == "on_hold" ? earlier?.account.onHoldSince : nil
      next.account.onHoldSince = before ?? account.onHoldSince ?? now
    }
    guard let earlier else { return next }
    if next.account.promoEndsAt != nil, next.account.promoPreviousTier == nil {
      next.account.promoPreviousTier = earlier.account.promoEndsAt == nil ? earlier.tier : earlier.account.promoPreviousTier
    }
    if next.tier != earlier.tier || next.account.tierOverride != earlier.account.tierOverride {
      next.account.previousTier = earlier.account.tierOverride ?? earlier.tier
      next.account.tierChangedAt = now
    } else {
      next.account.previousTier = next.account.previousTier ?? earlier.account.previousTier
      next.account.tierChangedAt = next.account.tierChangedAt ?? earlier.account.tierChangedAt
    }
    return next
  }
}
