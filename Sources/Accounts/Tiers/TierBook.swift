import Foundation

/// The tiers, from the lowest to the highest.
package struct TierBook: Hashable, Sendable, Codable {
  package var tiers: [Tier]
  /// The tier of users who have none. nil: what they leave behind is kept.
  package var defaultTier: String?

  package init(tiers: [Tier], defaultTier: String? = nil) {
    self.tiers = tiers
    self.defaultTier = defaultTier
  }

  package enum CodingKeys: String, CodingKey {
    case tiers
    case defaultTier = "default_tier"
  }

  package func tier(_ name: String) -> Tier? { tiers.first { $0.name == name } }

  /// Where a cancelled user falls back to.
  package var lowest: String? { tiers.first?.name }

  /// The longest that any tier keeps something.
  package func longest(_ kind: RetainedKind) -> Kept { tiers.map { $0.kept(kind) }.max() ?? .forever }

  package enum Bounds {
    package static let tiers = 100
    package static let days: ClosedRange<Int64> = -1...36_500
    package static let limit: ClosedRange<Int64> = -1...1_000_000_000_000
    package static let nameBytes = 1...100
  }

  /// Everything that is wrong with the table.
  package var problems: [TierProblem] {
    var found: [TierProblem] = []
    if !(1...Bounds.tiers).contains(tiers.count) { found.append(.init("tiers", "must be 1 to \(Bounds.tiers) tiers")) }
    var names: Set<String> = []
    for (index, tier) in tiers.enumerated() {
      let place = "tiers[\(index)]"
      if !Bounds.nameBytes.contains(tier.name.utf8.count) { found.append(.init(place + ".name", "must be 1 to 100 bytes long")) }
      if !names.insert(tier.name).inserted { found.append(.init(place + ".name", "is another tier's too")) }
      for (kind, days) in tier.retentionDays.sorted(by: { $0.key.rawValue < $1.key.rawValue }) where !Bounds.days.contains(days) {
        found.append(.init("\(place).retention_days.\(kind.rawValue)", "must be -1 (for ever), 0 (not set) or up to 36500"))
      }
      for (limit, value) in tier.limits.sorted(by: { $0.key.rawValue < $1.key.rawValue }) where !Bounds.limit.contains(value) {
        found.append(.init("\(place).limits.\(limit.rawValue)", "must be -1 (no bound) or up to 1000000000000"))
      }
    }
    if let defaultTier, tier(defaultTier) == nil { found.append(.init("default_tier", "is none of the tiers")) }
    return found
  }

  /// ClaraVerse's tiers. What is summed up for ever costs little and is asked for years later, so no tier drops requests unless somebody
  /// says so; its days are those of what people and models wrote.
  package static let standard = TierBook(tiers: [
    .standard("free", days: 30, [5, 3, 60, 1000, 100, 300, 10, 10, 15]),
    .standard("pro", days: 30, [50, 50, 300, 5000, 1000, 10_000, 50, 50, 100]),
    .standard("max", days: 30, [100, 100, 500, 10_000, 2000, -1, -1, -1, -1]),
    .standard("enterprise", days: 365, [-1, -1, 1000, -1, -1, -1, -1, -1, -1]),
    .standard("legacy_unlimited", days: 365, [-1, -1, -1, -1, -1, -1, -1, -1, -1]),
  ])
}

extension Tier {
  /// - Parameter limits: in the order of `TierLimit`'s cases.
  fileprivate static func standard(_ name: String, days: Int64, _ limits: [Int64]) -> Tier {
    Tier(
      name: name, retentionDays: [.requests: -1, .messages: days, .executions: days, .feedback: days, .chats: -1],
      limits: Dictionary(uniqueKeysWithValues: zip(TierLimit.allCases, limits)))
  }
}

extension TierBook {
  /// As it is stored and told: JSON with sorted keys.
  package var document: String {
    get throws {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
      return String(decoding: try encoder.encode(self), as: UTF8.self)
    }
  }
}
