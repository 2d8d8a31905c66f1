import Accounts
import Usage
import Web

/// What a user's account says in the product's words. The tier in force is decided where all of Weir decides it; -1 is unlimited.
struct ClaraSubscription {
  let user: UserRecord
  let tiers: TierBook
  let now: Timestamp

  /// An unknown tier, and none, is the lowest one.
  private var effective: Tier? {
    let name = EffectiveTier.of(user, in: tiers, now: now).name
    return name.flatMap(tiers.tier) ?? tiers.tiers.first
  }

  /// What the cleaning job goes by. It keeps for ever what a user without a tier left behind, whatever the lowest tier says.
  private var days: Int64 {
    guard case .days(let days) = RetentionRule(table: tiers, now: now).kept(.messages, of: user) else { return -1 }
    return days
  }

  var members: [String: JSONValue] {
    let account = user.account, tier = effective
    var limits = Dictionary(uniqueKeysWithValues: TierLimit.allCases.map { (Self.name($0), JSONValue.integer(tier?.limits[$0] ?? -1)) })
    limits["retentionDays"] = .integer(days)
    var members: [String: JSONValue] = [
      "subscription_tier": .string(user.tier ?? tiers.standard), "subscription_status": .string(account.status ?? "active"),
      "effective_tier": .string(tier?.name ?? ""), "effective_limits": .object(limits),
      "has_tier_override": .bool(account.tierOverride != nil), "has_limit_overrides": .bool(user.hasRetentionOverride),
    ]
    members["tier_override"] = account.tierOverride.map(JSONValue.string)
    if user.hasRetentionOverride { members["limit_overrides"] = ["retentionDays": .integer(account.retentionDays ?? -1)] }
    return members
  }

  private static func name(_ limit: TierLimit) -> String {
    switch limit {
    case .maxSchedules: "maxSchedules"
    case .maxAPIKeys: "maxApiKeys"
    case .requestsPerMinute: "requestsPerMinute"
    case .requestsPerHour: "requestsPerHour"
    case .maxExecutionsPerDay: "maxExecutionsPerDay"
    case .maxMessagesPerMonth: "maxMessagesPerMonth"
    case .maxFileUploadsPerDay: "maxFileUploadsPerDay"
    case .maxImageGensPerDay: "maxImageGensPerDay"
    case .maxMemoryExtractionsPerDay: "maxMemoryExtractionsPerDay"
    }
  }
}

extension UserRecord {
  var hasRetentionOverride: Bool { account.retentionDays ?? 0 != 0 }
}

extension TierBook {
  /// What users without a tier are shown with.
  var standard: String { defaultTier ?? lowest ?? "" }

  /// How many days the longest-kept of what people wrote is kept; -1 is for ever.
  var contentDays: Int64 {
    guard defaultTier != nil, case .days(let days) = longest(.messages) else { return -1 }
    return days
  }
}
