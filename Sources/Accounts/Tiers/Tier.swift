/// What a class of users may do and how long what they leave behind is kept.
package struct Tier: Hashable, Sendable, Codable {
  package var name: String
  /// Days by kind; -1 is for ever, as is 0 or nothing.
  package var retentionDays: [RetainedKind: Int64]
  package var limits: [TierLimit: Int64]

  package init(name: String, retentionDays: [RetainedKind: Int64], limits: [TierLimit: Int64]) {
    self.name = name
    self.retentionDays = retentionDays
    self.limits = limits
  }

  package enum CodingKeys: String, CodingKey {
    case name
    case retentionDays = "retention_days"
    case limits
  }

  package func kept(_ kind: RetainedKind) -> Kept { Kept(days: retentionDays[kind] ?? 0) }
}
