import Foundation
import Usage

/// Believable usage of a middle-sized organisation: a week's shape, growth, a few spikes, failures, a nightly job without a user. One
/// seed and day always give the same events with the same ids, so that making them twice changes nothing.
package struct DemoUsage: Sendable {
  package static let source = DemoMark.source
  package static let idPrefix = DemoMark.idPrefix
  static let nightlyConfiguration = ID<ModelConfiguration>(idPrefix + "nightly-summaries")

  package let seed: UInt64
  package let project: ID<Project>

  package init(seed: UInt64 = 1, project: ID<Project> = ID("default")) {
    self.seed = seed
    self.project = project
  }

  /// - Parameter age: how many days before the newest day this one lies; usage grows towards the newest.
  package func events(on day: CivilDate, age: Int) -> [UsageEvent] {
    var random = SplitMix64(seed: seed &* 0x2545_f491_4f6c_dd1d &+ UInt64(bitPattern: day.daysSinceEpoch))
    let count = Int(volume(on: day, age: age, random: &random))
    return (0..<count).map { index in
      index % 23 == 0 ? nightly(index, on: day, random: &random) : interactive(index, on: day, random: &random)
    }
  }

  private func volume(on day: CivilDate, age: Int, random: inout SplitMix64) -> Double {
    let week = [1.0, 1.08, 1.12, 1.05, 0.86, 0.24, 0.18][day.weekday]
    let growth = pow(0.992, Double(age))
    let spike = random.unit() < 0.04 ? 1.8 + random.unit() : 1
    return 420 * week * growth * spike * (0.9 + 0.2 * random.unit())
  }

  private func interactive(_ index: Int, on day: CivilDate, random: inout SplitMix64) -> UsageEvent {
    let model = pick(DemoCatalog.models, weight: \.weight, random: &random)
    var event = skeleton(index, on: day, hour: workingHour(&random), model: model, random: &random)
    let user = person(on: day, &random).id
    let feature = DemoCatalog.features[Int(random.unit() * Double(DemoCatalog.features.count))]
    event.user = user
    event.session = ID("\(user.text)-\(day)")
    if model.operation != "embeddings" {
      let hour = event.timestamp.microseconds.floorDivided(by: CivilDate.microsecondsPerDay).remainder / 3_600_000_000
      event.chat = ID("\(user.text)-\(day)-\(hour)")
      event.message = ID(event.id.text + "-answer")
    }
    name(feature, &event)
    event.agent = agent(of: event, number: index)?.id
    event.isStreamed = model.operation == "embeddings" ? false : random.unit() < 0.8
    if event.isStreamed == true { event.timeToFirstTokenMicroseconds = Int64(model.firstToken * noise(&random) * 1000) }
    if random.unit() < 0.025 { fail(&event, random: &random) }
    return event
  }

  private func person(on day: CivilDate, _ random: inout SplitMix64) -> DemoPeople.Person {
    guard random.unit() < 0.04 else {
      // The square makes a few people use a lot, as in life.
      return DemoPeople.all[Int(random.unit() * random.unit() * Double(DemoPeople.all.count))]
    }
    // Somebody of the last five who came.
    let latest = day.daysSinceEpoch.floorDivided(by: DemoPeople.newcomerDays).quotient
    return DemoPeople.newcomer(latest - Int64(random.unit() * 5))
  }

  /// The summaries that run by themselves at night, without anybody asking.
  private func nightly(_ index: Int, on day: CivilDate, random: inout SplitMix64) -> UsageEvent {
    var event = skeleton(index, on: day, hour: 2 + random.unit(), model: DemoCatalog.models[1], random: &random)
    event.feature = "nightly summaries"
    event.agent = DemoPeople.nightly.id
    event.configuration = Self.nightlyConfiguration
    event.isStreamed = false
    return event
  }

  private func name(_ feature: DemoCatalog.Feature, _ event: inout UsageEvent) {
    event.feature = feature.name
    event.profileName = feature.profile
    event.profile = ID(Self.idPrefix + feature.profile.lowercased().replacing(" ", with: "-"))
    event.entityType = feature.entity
  }

  /// Some of what people ask goes through an agent.
  private func agent(of event: UsageEvent, number: Int) -> DemoPeople.Worker? {
    if event.provider == "inhouse" { return DemoPeople.contracts }
    switch event.feature {
    case "support" where number % 3 == 0: return DemoPeople.triage
    case "translation" where number % 8 == 0: return DemoPeople.translator
    default: return nil
    }
  }

  private func skeleton(
    _ index: Int, on day: CivilDate, hour: Double, model: DemoCatalog.Model, random: inout SplitMix64
  ) -> UsageEvent {
    let instant = day.daysSinceEpoch * CivilDate.microsecondsPerDay + Int64(hour * 3600) * 1_000_000 + Int64(random.unit() * 1e6)
    var event = UsageEvent(
      id: ID("\(Self.idPrefix)\(seed)-\(day)-\(index)"), timestamp: Timestamp(microseconds: instant), project: project, source: Self.source,
      operation: Operation(model.operation))
    event.provider = model.provider
    event.model = model.name
    let input = Int64(model.input * noise(&random))
    let output = Int64(model.output * noise(&random))
    event.tokens.input = input
    event.tokens.output = model.output == 0 ? nil : output
    event.tokens.total = input + output
    if model.provider == "anthropic" || model.provider == "openai", random.unit() < 0.4 { event.tokens.cacheRead = input * 6 / 10 }
    if model.name == "o3-mini" { event.tokens.reasoning = output * 7 / 10 }
    if model.isFree { event.cost = Cost(amount: .zero, source: .client) }
    event.durationMicroseconds = Int64((model.firstToken + model.perToken * Double(output)) * 1000 * noise(&random))
    event.tags = ["environment": "demo"]
    return event
  }

  private func fail(_ event: inout UsageEvent, random: inout SplitMix64) {
    let (type, message) = DemoCatalog.failures[Int(random.unit() * Double(DemoCatalog.failures.count))]
    event.status = .failure
    event.errorType = type
    event.errorMessage = message
    event.tokens = TokenUsage(input: 0, output: 0)
    event.tokens.total = 0
    event.timeToFirstTokenMicroseconds = nil
  }

  /// Two humps, before and after lunch.
  private func workingHour(_ random: inout SplitMix64) -> Double {
    let hump = random.unit() < 0.55 ? 10.2 : 14.8
    let spread = (random.unit() + random.unit() + random.unit() - 1.5) * 3.2
    return min(max(hump + spread, 0), 23.9)
  }

  /// Around 1, never below 0.2, with a long tail.
  private func noise(_ random: inout SplitMix64) -> Double { 0.2 - 0.8 * log(1 - random.unit()) }

  private func pick<Item>(_ items: [Item], weight: KeyPath<Item, Double>, random: inout SplitMix64) -> Item {
    var rest = random.unit() * items.reduce(0) { $0 + $1[keyPath: weight] }
    for item in items {
      rest -= item[keyPath: weight]
      if rest < 0 { return item }
    }
    return items[items.count - 1]
  }
}
