import Semantics
import Usage

/// Random records and a random question about them, both placed around an hour at which the clocks of a random zone change.
package struct QueryCase: Sendable {
  package let seed: UInt64
  package let events: [UsageEvent]
  package let query: Query
  package let now: Timestamp
  package let scope: ProjectScope

  /// Zones in which something odd happens: half-hour shifts, midnights that do not exist or come twice, a date that was skipped.
  package static let zones = [
    "UTC", "Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Asia/Kolkata", "Australia/Lord_Howe", "Pacific/Apia",
    "America/Sao_Paulo", "Africa/Cairo", "Europe/Istanbul", "America/St_Johns", "America/Havana", "Antarctica/Troll", "Europe/Helsinki",
    "Atlantic/Azores", "Africa/Casablanca", "Asia/Pyongyang", "Pacific/Chatham",
  ]

  package init(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let zone = Zone(random.pick(Self.zones)) ?? .utc
    let center = Self.center(zone, &random)
    let spread = random.pick([2, 40, 900] as [Int64]) * 3_600_000_000
    self.seed = seed
    events = RandomEvents.make(Int.random(in: 0...250, using: &random), around: center, spread: spread, &random)
    now = center.adding(microseconds: Int64.random(in: -spread...spread, using: &random))
    query = RandomQuery.make(zone, center, spread, &random)
    scope = random.chance(1, in: 3) ? .only(ID(RandomEvents.projects[0])) : .all
  }

  /// nil if the question is too large.
  package var plan: Plan? { try? Plan(query, scope: scope, now: now) }

  private static func center(_ zone: Zone, _ random: inout SeededGenerator) -> Timestamp {
    let (from, to) = (Timestamp(seconds: 1_200_000_000), Timestamp(seconds: 1_800_000_000))
    let changes = zone.segments(from: from, to: to).dropFirst().map(\.from)
    return changes.isEmpty ? Timestamp(seconds: Int64.random(in: 1_200_000_000...1_800_000_000, using: &random)) : random.pick(changes)
  }
}
