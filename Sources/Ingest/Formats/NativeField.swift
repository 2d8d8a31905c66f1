import Usage

/// The fields of a native event, known by the raw value of their `EventField`, and how each is read.
enum NativeField {
  /// The one key that is no field of the record.
  static let usage = 63

  static let table = KeyTable(
    // These two say how Weir read an event; a client has no say in them.
    EventField.allCases.filter { $0 != .priceID && $0 != .normalizer }.map { ($0.definition.name, $0.rawValue) } + [("usage", usage)])

  static func name(_ code: Int) -> String { EventField(rawValue: code)?.definition.name ?? "usage" }

  @inline(__always)
  static func read(_ code: Int, _ scanner: inout JSONScanner, _ draft: inout EventDraft) throws(JSONFailure) {
    if code < EventField.input.rawValue {
      try readIdentity(EventField(rawValue: code), &scanner, &draft)
    } else if code < EventField.cost.rawValue {
      try readAmount(EventField(rawValue: code), &scanner, &draft.event)
    } else {
      try readOutcome(EventField(rawValue: code), &scanner, &draft.event)
    }
  }

  private static func readIdentity(_ field: EventField?, _ scanner: inout JSONScanner, _ draft: inout EventDraft) throws(JSONFailure) {
    switch field {
    case .timestamp: return draft.timestamp = try scanner.timestamp()
    case .tags: return draft.event.tags = try scanner.tags()
    default: break
    }
    guard let text = try scanner.name(limit: field == .source ? 64 : 200) else {
      if field == .id { throw .invalid("must not be empty") }
      return
    }
    switch field {
    case .id: draft.event.id = ID(text)
    case .project: draft.event.project = ID(text)
    case .source: draft.event.source = text
    case .operation: draft.event.operation = Operation(text)
    case .provider: draft.event.provider = text
    case .model: draft.event.model = text
    case .requestModel: draft.event.requestModel = text
    case .user: draft.event.user = ID(text)
    case .chat: draft.event.chat = ID(text)
    case .message: draft.event.message = ID(text)
    case .session: draft.event.session = ID(text)
    case .profile: draft.event.profile = ID(text)
    case .profileName: draft.event.profileName = text
    case .feature: draft.event.feature = text
    case .entityType: draft.event.entityType = text
    case .agent: draft.event.agent = ID(text)
    case .task: draft.event.task = ID(text)
    case .configuration: draft.event.configuration = ID(text)
    default: break
    }
  }

  private static func readAmount(_ field: EventField?, _ scanner: inout JSONScanner, _ event: inout UsageEvent) throws(JSONFailure) {
    switch field {
    case .tokensEstimated: return event.tokens.isEstimated = try scanner.boolean()
    case .audioSeconds: return event.units.audioMicroseconds = try scanner.microseconds(per: 1_000_000)
    default: break
    }
    let count = try scanner.count()
    switch field {
    case .input: event.tokens.input = count
    case .cacheRead: event.tokens.cacheRead = count
    case .cacheWrite: event.tokens.cacheWrite = count
    case .cacheWrite1h: event.tokens.cacheWrite1h = count
    case .audioInput: event.tokens.audioInput = count
    case .imageInput: event.tokens.imageInput = count
    case .output: event.tokens.output = count
    case .reasoning: event.tokens.reasoning = count
    case .audioOutput: event.tokens.audioOutput = count
    case .imageOutput: event.tokens.imageOutput = count
    case .total: event.tokens.total = count
    case .images: event.units.images = count
    case .characters: event.units.characters = count
    case .webSearches: event.units.webSearches = count
    default: break
    }
  }

  private static func readOutcome(_ field: EventField?, _ scanner: inout JSONScanner, _ event: inout UsageEvent) throws(JSONFailure) {
    switch field {
    case .cost: try readCost(&scanner, &event)
    case .costSource: try readCostSource(&scanner, &event)
    case .duration: event.durationMicroseconds = try scanner.microseconds(per: 1000)
    case .timeToFirstToken: event.timeToFirstTokenMicroseconds = try scanner.microseconds(per: 1000)
    case .streamed: event.isStreamed = try scanner.boolean()
    case .status: try readStatus(&scanner, &event)
    case .errorType: event.errorType = try scanner.name(limit: 200)
    case .errorMessage: event.errorMessage = try scanner.prose(limit: 2000)
    case .nested: event.isNested = try scanner.boolean()
    case .serviceTier: event.serviceTier = try scanner.name(limit: 200)
    default: break
    }
  }

  private static func readCost(_ scanner: inout JSONScanner, _ event: inout UsageEvent) throws(JSONFailure) {
    let dollars = try scanner.double()
    guard dollars >= 0, dollars <= 1_000_000, let amount = NanoUSD(dollars: dollars) else {
      throw .invalid("must be between 0 and 1000000 (USD)")
    }
    event.cost.amount = amount
    if event.cost.source == .none { event.cost.source = .client }
  }

  /// Who knows the cost. Without a cost it says nothing, which the price step sees to.
  private static func readCostSource(_ scanner: inout JSONScanner, _ event: inout UsageEvent) throws(JSONFailure) {
    guard let text = try scanner.name(limit: 200) else { return }
    guard let source = Cost.Source(rawValue: text), source == .provider || source == .client else {
      throw .invalid("must be provider or client")
    }
    event.cost.source = source
  }

  private static func readStatus(_ scanner: inout JSONScanner, _ event: inout UsageEvent) throws(JSONFailure) {
    guard let text = try scanner.name(limit: 200) else { return }
    guard let status = RequestStatus(rawValue: text) else {
      throw .invalid("must be one of \(RequestStatus.allCases.map(\.rawValue).joined(separator: ", "))")
    }
    event.status = status
  }
}
