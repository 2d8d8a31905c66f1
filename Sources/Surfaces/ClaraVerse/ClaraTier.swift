/// What the product's subscriptions allow; -1 is unlimited. Weir enforces none of it: budgets are what it enforces.
enum ClaraTier: String {
  case free, pro, max, enterprise
  case legacyUnlimited = "legacy_unlimited"

  /// An unknown tier is the free one.
  init(named name: String) { self = ClaraTier(rawValue: name) ?? .free }

  var limits: [String: Int64] { Dictionary(uniqueKeysWithValues: zip(Self.names, numbers)) }

  private static let names = [
    "retentionDays", "maxSchedules", "maxApiKeys", "requestsPerMinute", "requestsPerHour", "maxExecutionsPerDay", "maxMessagesPerMonth",
    "maxFileUploadsPerDay", "maxImageGensPerDay", "maxMemoryExtractionsPerDay",
  ]

  private var numbers: [Int64] {
    switch self {
    case .free: [30, 5, 3, 60, 1000, 100, 300, 10, 10, 15]
    case .pro: [30, 50, 50, 300, 5000, 1000, 10_000, 50, 50, 100]
    case .max: [30, 100, 100, 500, 10_000, 2000, -1, -1, -1, -1]
    case .enterprise: [365, -1, -1, 1000, -1, -1, -1, -1, -1, -1]
    case .legacyUnlimited: [365, -1, -1, -1, -1, -1, -1, -1, -1, -1]
    }
  }
}
