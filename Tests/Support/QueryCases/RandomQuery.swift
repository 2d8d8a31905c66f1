import Semantics
import Usage

enum RandomQuery {
  static let attributes: [Attribute] = [.project, .source, .operation, .provider, .model, .user, .status, .errorType, .streamed, .nested]

  static func make(_ zone: Zone, _ center: Timestamp, _ spread: Int64, _ random: inout SeededGenerator) -> Query {
    var dimensions: [Dimension] = random.some(0...2, of: attributes).map(Dimension.by)
    if random.chance(1, in: 4) { dimensions.append(.tag(random.pick(RandomEvents.tagKeys))) }
    if random.chance(2, in: 3) { dimensions.append(.time(random.pick(Granularity.allCases))) }
    dimensions.shuffle(using: &random)
    let metrics = random.some(1...8, of: Metric.allCases)
    let keys = metrics.map(Order.Key.metric) + dimensions.map(Order.Key.dimension)
    let order = random.some(0...2, of: keys).map { Order($0, descending: random.chance(1, in: 2)) }
    return Query(
      metrics, by: dimensions, where: filter(3, &random), period: period(center, spread, &random), zone: zone,
      comparesPrevious: random.chance(1, in: 3), order: order, limit: random.pick([nil, nil, 1, 5, 50]),
      offset: random.pick([0, 0, 0, 3]), fillsGaps: random.chance(1, in: 3))
  }

  private static func period(_ center: Timestamp, _ spread: Int64, _ random: inout SeededGenerator) -> Period {
    func edge() -> Period.Edge {
      let instant = center.adding(microseconds: Int64.random(in: -spread...spread, using: &random))
      let day = CivilDate(daysSinceEpoch: instant.microseconds.floorDivided(by: CivilDate.microsecondsPerDay).quotient)
      return random.chance(1, in: 2) ? .date(day) : .instant(instant)
    }
    switch Int.random(in: 0..<4, using: &random) {
    case 0: return random.pick([.hours(24), .days(1), .days(7), .days(30), .today, .yesterday, .week, .month, .lastMonth, .quarter, .year])
    case 1: return .between(edge(), nil, nil)
    case 2: return .between(edge(), edge(), random.pick([nil, .inclusive, .exclusive]))
    default: return .all
    }
  }

  private static func filter(_ depth: Int, _ random: inout SeededGenerator) -> Filter {
    let kinds = depth == 0 ? 5...9 : depth == 3 ? 0...9 : 2...9
    switch Int.random(in: kinds, using: &random) {
    case 0, 1: return .all
    case 2: return .and((0..<Int.random(in: 0...3, using: &random)).map { _ in filter(depth - 1, &random) })
    case 3: return .or((0..<Int.random(in: 0...3, using: &random)).map { _ in filter(depth - 1, &random) })
    case 4: return .not(filter(depth - 1, &random))
    case 5: return .isNull(key(&random))
    case 6: return .hasPrefix(textKey(&random), random.pick(["", "a", "O", "日", "%", "_"]))
    case 7:
      let (key, part) = (textKey(&random), random.pick(["", "b", "'", "\"", "l", "%", "B", "É"]))
      return random.chance(1, in: 2) ? .contains(key, part) : .containsIgnoringCase(key, part)
    case 8: return set(&random)
    default:
      let key = key(&random)
      return .equals(key, value(for: key, &random))
    }
  }

  private static func set(_ random: inout SeededGenerator) -> Filter {
    let key = key(&random)
    return .isIn(key, (0..<Int.random(in: 0...4, using: &random)).map { _ in value(for: key, &random) })
  }

  private static func key(_ random: inout SeededGenerator) -> Filter.Key {
    random.chance(1, in: 4) ? .tag(random.pick(RandomEvents.tagKeys)) : .by(random.pick(attributes))
  }

  private static func textKey(_ random: inout SeededGenerator) -> Filter.Key {
    let key = key(&random)
    return key.isBoolean ? .by(.model) : key
  }

  private static func value(for key: Filter.Key, _ random: inout SeededGenerator) -> String {
    key.isBoolean ? random.pick(["true", "false"]) : random.pick(RandomEvents.texts + ["success", "failure", "alpha", "chat"])
  }
}
