import Usage

enum RandomEvents {
  static let projects = ["alpha", "beta"]
  /// Not in the order that Swift or a language would give them, and with characters that mean something elsewhere.
  static let texts = ["a", "Z", "zz", "é", "e\u{301}", "日本", "😀", "O'Brien", "a\"b", "%", "_", "a b", "null", "1"]
  static let tagKeys = ["team", "0", "a/b", "x~y", "k\"q", "$.x", "ü"]

  static func make(_ count: Int, around center: Timestamp, spread: Int64, _ random: inout SeededGenerator) -> [UsageEvent] {
    (0..<count).map { event($0, at: time(center, spread, &random), &random) }
  }

  private static func time(_ center: Timestamp, _ spread: Int64, _ random: inout SeededGenerator) -> Timestamp {
    let delta = Int64.random(in: -spread...spread, using: &random)
    // Half of them on a whole ten minutes or just before, where buckets begin and end.
    guard random.chance(1, in: 2) else { return center.adding(microseconds: delta) }
    return center.adding(microseconds: delta / 600_000_000 * 600_000_000 - (random.chance(1, in: 2) ? 1 : 0))
  }

  private static func event(_ index: Int, at time: Timestamp, _ random: inout SeededGenerator) -> UsageEvent {
    var event = UsageEvent(id: ID("e\(index)"), timestamp: time, project: ID(random.pick(projects)), source: random.pick(["api", "otlp"]))
    event.operation = random.pick([.chat, .embeddings])
    event.provider = text(&random)
    event.model = text(&random)
    event.user = text(&random).map(ID.init)
    event.chat = text(&random).map(ID.init)
    event.errorType = text(&random)
    for key in random.some(0...3, of: tagKeys) { event.tags[key] = random.pick(texts + [""]) }
    event.tokens = TokenUsage(input: number(&random), output: number(&random))
    event.tokens.cacheRead = number(&random)
    event.tokens.total = number(&random)
    event.units.audioMicroseconds = number(&random)
    event.cost = cost(&random)
    event.durationMicroseconds = random.chance(1, in: 4) ? 0 : number(&random)
    event.timeToFirstTokenMicroseconds = number(&random)
    event.isStreamed = random.pick([nil, true, false])
    event.isNested = random.chance(1, in: 4)
    event.status = random.pick(RequestStatus.allCases)
    return event
  }

  private static func text(_ random: inout SeededGenerator) -> String? { random.chance(1, in: 5) ? nil : random.pick(texts) }

  private static func number(_ random: inout SeededGenerator) -> Int64? {
    random.chance(1, in: 4) ? nil : Int64.random(in: 0...random.pick([3, 5_000, 2_000_000]), using: &random)
  }

  private static func cost(_ random: inout SeededGenerator) -> Cost {
    guard let nanos = number(&random) else { return .unpriced }
    return Cost(amount: NanoUSD(nanos: nanos), source: random.pick([.provider, .client, .catalog]))
  }
}
