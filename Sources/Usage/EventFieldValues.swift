extension UsageEvent {
  /// Builds an event from the values of its fields: the way back from a row or a table. Absent required texts become "".
  package init(texts: EventFieldMap<String>, integers: EventFieldMap<Int64>, flags: EventFieldMap<Bool>) {
    self.init(
      id: ID(texts[.id] ?? ""), timestamp: Timestamp(microseconds: integers[.timestamp] ?? 0), project: ID(texts[.project] ?? ""),
      source: texts[.source] ?? "", operation: Operation(texts[.operation] ?? ""))
    provider = texts[.provider]
    model = texts[.model]
    requestModel = texts[.requestModel]
    user = texts[.user].map(ID.init)
    chat = texts[.chat].map(ID.init)
    message = texts[.message].map(ID.init)
    session = texts[.session].map(ID.init)
    profile = texts[.profile].map(ID.init)
    profileName = texts[.profileName]
    feature = texts[.feature]
    entityType = texts[.entityType]
    agent = texts[.agent].map(ID.init)
    task = texts[.task].map(ID.init)
    configuration = texts[.configuration].map(ID.init)
    tags = texts[.tags].flatMap(Tags.decoded) ?? [:]
    tokens = TokenUsage(integers, isEstimated: flags[.tokensEstimated] ?? false)
    units = ServiceUnits(integers)
    cost = Cost(
      amount: integers[.cost].map(NanoUSD.init(nanos:)), source: texts[.costSource].flatMap(Cost.Source.init) ?? .none,
      price: texts[.priceID].map(ID.init))
    durationMicroseconds = integers[.duration]
    timeToFirstTokenMicroseconds = integers[.timeToFirstToken]
    isStreamed = flags[.streamed]
    status = texts[.status].map(RequestStatus.init(stored:)) ?? .success
    errorType = texts[.errorType]
    errorMessage = texts[.errorMessage]
    isNested = flags[.nested] ?? false
    serviceTier = texts[.serviceTier]
    normalizer = texts[.normalizer]
  }
}

extension TokenUsage {
  fileprivate init(_ integers: EventFieldMap<Int64>, isEstimated: Bool) {
    self.init(input: integers[.input], output: integers[.output])
    cacheRead = integers[.cacheRead]
    cacheWrite = integers[.cacheWrite]
    cacheWrite1h = integers[.cacheWrite1h]
    audioInput = integers[.audioInput]
    imageInput = integers[.imageInput]
    reasoning = integers[.reasoning]
    audioOutput = integers[.audioOutput]
    imageOutput = integers[.imageOutput]
    total = integers[.total]
    self.isEstimated = isEstimated
  }
}

extension ServiceUnits {
  fileprivate init(_ integers: EventFieldMap<Int64>) {
    self.init()
    images = integers[.images]
    characters = integers[.characters]
    audioMicroseconds = integers[.audioSeconds]
    webSearches = integers[.webSearches]
  }
}
