import Foundation
import Surfaces

/// Tiers of models as a file names them: `{"tiers":[{"id":"tier1","name":"Basic","credits":1,"models":["gpt-5-nano"]}]}`, in the order of
/// answers; the first is also that of models that none names.
struct ModelTierFile: Decodable {
  private let tiers: [Tier]

  private struct Tier: Decodable {
    let id: String
    let name: String
    let credits: Int64
    let models: [String]
  }

  var table: TierTable { TierTable(tiers.map { .init($0.id, $0.name, credits: $0.credits, $0.models) }) }

  /// What is wrong with it, if something is.
  var problem: String? {
    guard (1...100).contains(tiers.count) else { return "must have 1 to 100 tiers" }
    var ids: Set<String> = [], models: Set<String> = []
    for tier in tiers {
      if tier.id.isEmpty || !ids.insert(tier.id).inserted { return "must give each tier an id of its own, not \(tier.id.debugDescription)" }
      if !(0...1_000_000).contains(tier.credits) { return "must have credits from 0 to 1000000, not \(tier.credits) in \(tier.id)" }
      if let twice = tier.models.first(where: { !models.insert($0).inserted }) {
        return "must name a model once: \(twice.debugDescription)"
      }
    }
    return nil
  }
}
