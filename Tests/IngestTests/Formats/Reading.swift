import Usage

@testable import Ingest

/// What the reading tests share: a fixed now, a key for the project "acme", and no prices.
enum Reading {
  struct NoPrices: EventPricing {
    func price(_ event: inout UsageEvent) {}
  }

  static let now = Timestamp("2026-03-01T12:00:00Z")!
  static let pipeline = Pipeline(pricing: NoPrices(), hasher: EventKeyHasher(key0: 1, key1: 2))

  static func context(_ scope: ProjectScope = .only(ID("acme"))) -> IngestContext {
    IngestContext(now: now, scope: scope, ids: UUIDv7Sequence(now: now, high: 0xABC, low: 0x1234))
  }

  static func read(_ body: String, as form: BodyForm = .detect, scope: ProjectScope = .only(ID("acme"))) throws(DocumentFailure)
    -> IngestOutcome
  {
    try pipeline.read(Array(body.utf8), as: form, context: context(scope))
  }

  /// The one event that these members make, or why not.
  static func event(_ members: String, scope: ProjectScope = .only(ID("acme"))) throws -> Result<UsageEvent, Rejection> {
    let outcome = try read("{\"id\":\"e\"\(members.isEmpty ? "" : ",")\(members)}", scope: scope)
    if let rejected = outcome.rejected.first { return .failure(rejected.rejection) }
    return .success(outcome.block.decoded()[0])
  }

  /// An event of nothing but what the steps add to it.
  static func expected(_ change: (inout UsageEvent) -> Void = { _ in }) -> UsageEvent {
    var event = UsageEvent(id: ID("e"), timestamp: now, project: ID("acme"), source: "api")
    change(&event)
    return event
  }
}
