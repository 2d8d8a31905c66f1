import Usage

/// The chats of one day's events and what was said in them, without the words.
struct DemoChats {
  private(set) var chats: [ChatRecord] = []
  private(set) var messages: [MessageRecord] = []

  /// - Parameter events: in the order of time.
  init(_ events: [UsageEvent]) {
    var places: [ID<Chat>: Int] = [:]
    var latest: [ID<Chat>: ID<Message>] = [:]
    for event in events {
      guard let id = event.chat else { continue }
      if places[id] == nil {
        places[id] = chats.count
        chats.append(Self.opened(id, by: event))
      }
      let question = Self.question(event, in: id, after: latest[id])
      let answer = Self.answer(event, in: id, to: question)
      messages += [question] + (answer.map { [$0] } ?? [])
      latest[id] = answer?.id ?? question.id
      if let place = places[id] { chats[place].updatedAt = (answer ?? question).createdAt }
    }
  }

  private static func opened(_ id: ID<Chat>, by event: UsageEvent) -> ChatRecord {
    var random = SplitMix64(about: event, "chat")
    var chat = ChatRecord(id: id, project: event.project)
    chat.user = event.user
    chat.title = DemoCatalog.features.first { $0.name == event.feature }.map { random.pick($0.titles) }
    chat.tags = event.feature.map { [$0] } ?? []
    chat.isArchived = random.unit() < 0.1
    chat.createdAt = event.timestamp
    return chat
  }

  private static func question(_ event: UsageEvent, in chat: ID<Chat>, after parent: ID<Message>?) -> MessageRecord {
    var message = MessageRecord(id: ID(event.id.text + "-question"), project: event.project)
    message.chat = chat
    message.user = event.user
    message.role = "user"
    message.parent = parent
    message.isDone = true
    message.createdAt = event.timestamp
    message.updatedAt = event.timestamp
    return message
  }

  /// nil where the request failed.
  private static func answer(_ event: UsageEvent, in chat: ID<Chat>, to question: MessageRecord) -> MessageRecord? {
    guard event.status == .success, let id = event.message else { return nil }
    var message = MessageRecord(id: id, project: event.project)
    message.chat = chat
    message.user = event.user
    message.role = "assistant"
    message.model = event.model
    message.parent = question.id
    message.isDone = true
    message.inputTokens = event.tokens.input
    message.outputTokens = event.tokens.output
    message.hasUsage = true
    message.createdAt = event.timestamp.adding(microseconds: event.durationMicroseconds ?? 0)
    message.updatedAt = message.createdAt
    return message
  }
}
