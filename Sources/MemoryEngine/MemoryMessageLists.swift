import Semantics
import Usage

extension MemoryEngine {
  package func messages(_ query: MessageListQuery, budget: QueryBudget) -> [MessageRecord] {
    let found = within(query.range).filter { message in
      guard message.user != nil, message.createdAt != nil else { return false }
      return switch query.subject {
      case .chats(let chats): chats.contains(message.chat.text)
      case .model(let model): message.model == model
      case .user(let user): message.user == user
      }
    }
    let sorted = found.sorted { query.isAscending ? Self.precedes($0, $1) : Self.precedes($1, $0) }
    return Array(sorted.dropFirst(query.offset).prefix(query.limit))
  }

  private static func precedes(_ left: MessageRecord, _ right: MessageRecord) -> Bool {
    if left.isTimedInMilliseconds != right.isTimedInMilliseconds { return right.isTimedInMilliseconds }
    guard left.createdAt == right.createdAt else { return left.createdAt ?? .zero < right.createdAt ?? .zero }
    if (left.role == "user") != (right.role == "user") { return left.role == "user" }
    return left.id == right.id ? left.project.text.bytesPrecede(right.project.text) : left.id.text.bytesPrecede(right.id.text)
  }

  package func modelChats(_ query: ModelChatsQuery, budget: QueryBudget) -> ModelChats {
    let users = kept(UserRecord.self)
    let found = chats(of: query.model, query.range).filter { !$0.isInternal && $0.known != nil }
    let entries = found.map { chat in
      let owner = users.first { $0.project == chat.project && $0.id == chat.user }
      return ListedChat(
        chat: .init(id: chat.id.text, user: chat.user, userName: owner?.name, title: chat.title, updatedAt: chat.known ?? .zero),
        project: chat.project.text)
    }
    let sorted = entries.sorted { left, right in
      switch left.compare(right, query.order) {
      case 0: left.chat.id == right.chat.id ? left.project.bytesPrecede(right.project) : left.chat.id.bytesPrecede(right.chat.id)
      case let order: query.isAscending ? order < 0 : order > 0
      }
    }
    return ModelChats(total: Int64(sorted.count), chats: sorted.dropFirst(query.offset).prefix(query.limit).map(\.chat))
  }

  package func chatTags(of model: String, scope: ProjectScope, limit: Int, budget: QueryBudget) -> [NamedCount] {
    let recent = chats(of: model, MessageRange(scope)).sorted { left, right in
      guard left.updatedAt == right.updatedAt else { return left.updatedAt ?? .distantPast > right.updatedAt ?? .distantPast }
      return Self.isBefore(left, right)
    }
    let tags = recent.prefix(10_000).sorted(by: Self.isBefore).flatMap(\.tags)
    var counts: [NamedCount] = []
    for tag in tags {
      if let place = counts.firstIndex(where: { $0.name == tag }) { counts[place].count += 1 } else { counts.append(NamedCount(tag, 1)) }
    }
    // The sort is stable.
    return Array(counts.sorted { $0.count > $1.count }.prefix(limit))
  }

  package func latestMessages(of users: Set<String>, scope: ProjectScope, budget: QueryBudget) -> [ID<User>: Timestamp] {
    var latest: [ID<User>: Timestamp] = [:]
    for message in within(MessageRange(scope)) {
      guard let user = message.user, users.contains(user.text), let time = message.createdAt else { continue }
      latest[user] = max(latest[user] ?? time, time)
    }
    return latest
  }

  private static func isBefore(_ left: ChatRecord, _ right: ChatRecord) -> Bool {
    left.id == right.id ? left.project.text.bytesPrecede(right.project.text) : left.id.text.bytesPrecede(right.id.text)
  }

  private func chats(of model: String, _ range: MessageRange) -> [ChatRecord] {
    let messages = within(range).filter { $0.model == model }
    return kept(ChatRecord.self).filter { chat in messages.contains { $0.project == chat.project && $0.chat == chat.id } }
  }

  /// Messages of every role.
  func within(_ range: MessageRange) -> [MessageRecord] {
    let members = range.group.map { self.users(below: $0) }
    return kept(MessageRecord.self).filter { message in
      guard range.scope.contains(message.project) else { return false }
      if range.first != nil || range.last != nil {
        guard let written = message.createdAt.map(message.written) else { return false }
        if let first = range.first, written < first { return false }
        if let last = range.last, written > last { return false }
      }
      guard let members else { return true }
      return message.user.map { members.contains([message.project.text, $0.text]) } ?? false
    }
  }

  /// Project and user.
  private func users(below group: ID<GroupRecord.Name>) -> Set<[String]> {
    let groups = kept(GroupRecord.self)
    var family = groups.filter { $0.id == group }
    while true {
      let below = groups.filter { candidate in
        !family.contains(candidate) && family.contains { $0.project == candidate.project && $0.id == candidate.parent }
      }
      if below.isEmpty { break }
      family += below
    }
    return Set(family.flatMap { group in group.members.map { [group.project.text, $0] } })
  }
}

private struct ListedChat {
  let chat: ModelChats.Chat
  let project: String

  func compare(_ other: ListedChat, _ order: ModelChatsQuery.Order) -> Int {
    switch order {
    case .updated: chat.updatedAt < other.chat.updatedAt ? -1 : chat.updatedAt > other.chat.updatedAt ? 1 : 0
    case .title: Self.compare(chat.title, other.chat.title)
    case .userName: Self.compare(chat.userName, other.chat.userName)
    }
  }

  private static func compare(_ left: String?, _ right: String?) -> Int {
    guard let left, let right else { return (left == nil ? 0 : 1) - (right == nil ? 0 : 1) }
    return left.bytesPrecede(right) ? -1 : right.bytesPrecede(left) ? 1 : 0
  }
}

extension ChatRecord {
  fileprivate var known: Timestamp? { updatedAt ?? createdAt }
}

extension Timestamp {
  fileprivate static let zero = Timestamp(seconds: 0)
  fileprivate static let distantPast = Timestamp(microseconds: .min)
}
