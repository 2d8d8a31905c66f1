import Foundation
import Surfaces
import Synchronization
import Usage
import Web

/// Keeps overrides in memory without a look at what they say, but for ids, which it gives by the model's name.
final class PriceNotes: PriceDesk {
  private struct List: Codable {
    var overrides: [OverrideRecord]
  }

  private let kept = Mutex<[OverrideRecord]>([])
  private let asked = Mutex<[String]>([])

  /// Who changed them, each time.
  var changers: [String] { asked.withLock { $0 } }

  func overrides() async -> [String] {
    kept.withLock { $0 }.map { override in
      let encoder = JSONEncoder()
      encoder.outputFormatting = .sortedKeys
      return (try? encoder.encode(override)).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }
  }

  func replaceOverrides(document: [UInt8], seen: EntityTag?, by who: String) async throws -> [String] {
    if let seen, await seen != EntityTag(of: overrides()) { throw StaleChange() }
    var list = try JSONDecoder().decode(List.self, from: Data(document)).overrides
    for index in list.indices where list[index].id == nil { list[index].id = list[index].model }
    kept.withLock { [list] in $0 = list }
    asked.withLock { $0.append(who) }
    return await overrides()
  }

  func catalog(at instant: Timestamp) -> PriceList {
    PriceList(
      version: "test/1",
      models: [
        .init(
          provider: "acme", model: "small-1", prices: [.init(name: "input", dollars: "0.000075"), .init(name: "output", dollars: "3")]),
        .init(
          provider: "bolt", model: "long-1",
          prices: [.init(name: "input", dollars: "3"), .init(name: "input", dollars: "6", above: 200_000)]),
      ])
  }
}
