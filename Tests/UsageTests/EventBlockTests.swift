import Testing
import Usage

@Suite struct EventBlockTests {
  /// Every field set to a value of its own, so that no two can be swapped unseen.
  static var full: UsageEvent {
    var event = UsageEvent(
      id: ID("id"), timestamp: Timestamp(microseconds: -5), project: ID("project"), source: "source", operation: Operation("operation"))
    event.provider = "provider"
    event.model = "model"
    event.requestModel = "request model"
    event.user = ID("user")
    event.chat = ID("chat")
    event.message = ID("message")
    event.session = ID("session")
    event.profile = ID("profile")
    event.profileName = "profile name"
    event.feature = "feature"
    event.entityType = "entity type"
    event.agent = ID("agent")
    event.task = ID("task")
    event.configuration = ID("configuration")
    event.tags = ["b": "2", "a": "ä\"/\u{1F600}"]
    event.tokens.input = 1
    event.tokens.cacheRead = 2
    event.tokens.cacheWrite = 3
    event.tokens.cacheWrite1h = 4
    event.tokens.audioInput = 5
    event.tokens.imageInput = 6
    event.tokens.output = 7
    event.tokens.reasoning = 8
    event.tokens.audioOutput = 9
    event.tokens.imageOutput = 10
    event.tokens.total = .max
    event.tokens.isEstimated = true
    event.units.images = 12
    event.units.characters = 13
    event.units.audioMicroseconds = 14
    event.units.webSearches = 15
    event.cost = Cost(amount: NanoUSD(nanos: .min), source: .override, price: ID("price"))
    event.durationMicroseconds = 17
    event.timeToFirstTokenMicroseconds = 18
    event.isStreamed = false
    event.status = .cancelled
    event.errorType = "error type"
    event.errorMessage = String(repeating: "long ", count: 2000)
    event.isNested = true
    event.serviceTier = "tier"
    event.normalizer = "normalizer"
    return event
  }

  @Test func `rows give back every field, absent ones as absent`() {
    let bare = UsageEvent(id: ID(""), timestamp: Timestamp(microseconds: .max), project: ID("p"), source: "s")
    var builder = EventBlockBuilder()
    for event in [Self.full, bare, Self.full] { builder.append(event) }
    let block = builder.take()
    #expect(block.decoded() == [Self.full, bare, Self.full])
    #expect(builder.count == 0)
  }

  @Test func `a full row has every field in the order of the table`() {
    var builder = EventBlockBuilder()
    builder.append(Self.full)
    let block = builder.take()
    var reader = block[0].makeReader()
    var seen: [EventField] = []
    while let raw = reader.next(), let field = EventField(rawValue: raw) {
      seen.append(field)
      switch field.definition.kind {
      case .text, .tags: _ = reader.text()
      case .boolean: _ = reader.boolean()
      case .integer, .timestamp, .duration, .money: _ = reader.integer()
      }
    }
    #expect(seen == EventField.allCases)
    #expect(EventField.allCases.count <= 64)
  }

  @Test func `equal tags are equal texts`() {
    #expect(Tags.encoded(["b": "2", "a": "1/2"]) == #"{"a":"1/2","b":"2"}"#)
  }

  @Test func `a block copied from bytes reads the same`() {
    var builder = EventBlockBuilder(capacity: 1)
    for _ in 0..<50 { builder.append(Self.full) }
    let block = builder.take()
    #expect(EventBlock(copying: block.bytes, offsets: block.offsets).decoded() == block.decoded())
  }

  @Test(
    arguments: [("success", .success), ("blocked", .blocked), ("Something", .failure), ("7", .failure), ("", .failure), (nil, .success)]
      as [(String?, RequestStatus)])
  func `a stored status that nobody knows was no success`(stored: String?, status: RequestStatus) {
    var texts: EventFieldMap<String> = [:]
    texts[.status] = stored
    #expect(UsageEvent(texts: texts, integers: [:], flags: [:]).status == status)
  }
}
