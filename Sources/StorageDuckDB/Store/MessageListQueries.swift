import Semantics
import Storage
import Usage

extension DuckDBStore {
  package func messages(_ query: MessageListQuery, budget: QueryBudget) async throws(QueryFailure) -> [MessageRecord] {
    let order: SQL =
      query.isAscending
      ? "in_milliseconds, created_at, role <> 'user', id, project"
      : "in_milliseconds DESC, created_at DESC, role <> 'user' DESC, id DESC, project DESC"
    let page: SQL = """
      SELECT * FROM message WHERE \(Self.isAbout(query.subject)) AND user_id IS NOT NULL AND created_at IS NOT NULL AND \(isIn(query.range))
      ORDER BY \(order) LIMIT \(.integer(Int64(query.limit))) OFFSET \(.integer(Int64(query.offset)))
      """
    return try await read(budget) { connection in
      var messages: [MessageRecord] = []
      let rows = try connection.query(page.text, page.binds.map(Value.init))
      while let chunk = try rows.next() { try ActivityTable<MessageRecord>().append(chunk, to: &messages) }
      return messages
    }
  }

  private static func isAbout(_ subject: MessageListQuery.Subject) -> SQL {
    switch subject {
    case .chats(let chats): isOneOf("chat_id", chats)
    case .model(let model): "model = \(.text(model))"
    case .user(let user): "user_id = \(.text(user.text))"
    }
  }

  private static func isOneOf(_ column: SQL, _ values: Set<String>) -> SQL {
    guard !values.isEmpty else { return "FALSE" }
    return "\(column) IN (\(values.sorted().map { SQL("\(.text($0))") }, separator: ", "))"
  }

  package func modelChats(_ query: ModelChatsQuery, budget: QueryBudget) async throws(QueryFailure) -> ModelChats {
    let chosen: SQL = """
      chat AS c LEFT JOIN app_user AS u ON u.project = c.project AND u.id = c.user_id
      WHERE NOT c.internal AND coalesce(c.updated_at, c.created_at) IS NOT NULL AND (c.project, c.id) IN (
        SELECT project, chat_id FROM message WHERE model = \(.text(query.model)) AND \(isIn(query.range)))
      """
    let rows = try await report(
      """
      SELECT c.id, c.user_id, u.name, c.title, epoch_us(coalesce(c.updated_at, c.created_at)), count(*) OVER () FROM \(chosen)
      ORDER BY \(Self.order(query)), c.id, c.project LIMIT \(.integer(Int64(query.limit))) OFFSET \(.integer(Int64(query.offset)))
      """, budget)
    let chats = rows.map { row in
      ModelChats.Chat(
        id: row[0].string, user: row[1].optionalString.map { ID($0) }, userName: row[2].optionalString, title: row[3].optionalString,
        updatedAt: Timestamp(microseconds: row[4].whole))
    }
    // A page beyond the end tells nothing about what there is.
    guard rows.isEmpty, query.offset > 0 || query.limit == 0 else { return ModelChats(total: rows.first?[5].whole ?? 0, chats: chats) }
    let count = try await report("SELECT count(*) FROM \(chosen)", budget)
    return ModelChats(total: count.first?.first?.whole ?? 0, chats: [])
  }

  private static func order(_ query: ModelChatsQuery) -> SQL {
    switch (query.order, query.isAscending) {
    case (.updated, true): "coalesce(c.updated_at, c.created_at)"
    case (.updated, false): "coalesce(c.updated_at, c.created_at) DESC"
    case (.title, true): "c.title NULLS FIRST"
    case (.title, false): "c.title DESC NULLS LAST"
    case (.userName, true): "u.name NULLS FIRST"
    case (.userName, false): "u.name DESC NULLS LAST"
    }
  }

  package func chatTags(
    of model: String, scope: ProjectScope, limit: Int, budget: QueryBudget
  ) async throws(QueryFailure) -> [NamedCount] {
    let rows = try await report(
      """
      SELECT tag, count(*) AS n FROM (
        SELECT tag, row_number() OVER (ORDER BY id, project, place) AS seen FROM (
          SELECT id, project, unnest(texts) AS tag, unnest(range(len(texts))) AS place FROM (
            SELECT id, project, from_json(tags, '["VARCHAR"]') AS texts FROM chat
            WHERE \(isIn(scope)) AND (project, id) IN (SELECT project, chat_id FROM message WHERE model = \(.text(model)))
            ORDER BY updated_at DESC NULLS LAST, id, project LIMIT 10000)))
      GROUP BY tag ORDER BY n DESC, min(seen) LIMIT \(.integer(Int64(limit)))
      """, budget)
    return rows.map { NamedCount($0[0].string, $0[1].whole) }
  }

  package func latestMessages(
    of users: Set<String>, scope: ProjectScope, budget: QueryBudget
  ) async throws(QueryFailure) -> [ID<User>: Timestamp] {
    let rows = try await report(
      """
      SELECT user_id, epoch_us(max(created_at)) FROM message
      WHERE \(Self.isOneOf("user_id", users)) AND created_at IS NOT NULL AND \(isIn(scope)) GROUP BY user_id
      """, budget)
    return Dictionary(rows.map { (ID($0[0].string), Timestamp(microseconds: $0[1].whole)) }, uniquingKeysWith: { first, _ in first })
  }
}
