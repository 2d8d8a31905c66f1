import Semantics
import Storage
import Usage

extension DuckDBStore: PeopleReports {
  package func registeredUsers(scope: ProjectScope, budget: QueryBudget) async throws(QueryFailure) -> Int64 {
    let rows = try await report("SELECT count(DISTINCT id) FROM app_user WHERE \(isSomebody("id", nil)) AND \(isIn(scope))", budget)
    return rows.first?.first?.whole ?? 0
  }

  /// One statement, so that the page and its total are of one moment. What people did is only counted for those on the page.
  package func people(_ query: PeopleQuery, budget: QueryBudget) async throws(QueryFailure) -> PeoplePage {
    let rows = try await report(
      """
      WITH people AS MATERIALIZED (\(found(query))),
      page AS MATERIALIZED (
        SELECT * FROM people ORDER BY latest DESC NULLS LAST, id LIMIT \(.integer(query.limit)) OFFSET \(.integer(query.offset))),
      chats AS (SELECT person, count(DISTINCT chat) AS n FROM (\(chatsOfPage(query.scope))) GROUP BY person),
      messages AS (
        SELECT user_id AS person, count(*) AS n FROM message
        WHERE user_id IN (SELECT id FROM page) AND \(isIn(query.scope)) AND \(Self.isSpoken) GROUP BY user_id),
      runs AS (
        SELECT user_id AS person, count(*) AS n FROM agent_run
        WHERE user_id IN (SELECT id FROM page) AND \(isIn(query.scope)) GROUP BY user_id)
      SELECT whole.n, page.id, email, role, tier, epoch_us(since), epoch_us(latest),
        coalesce(chats.n, 0), coalesce(messages.n, 0), coalesce(runs.n, 0)
      FROM (SELECT count(*) AS n FROM people) AS whole LEFT JOIN page ON true LEFT JOIN chats ON chats.person = page.id
      LEFT JOIN messages ON messages.person = page.id LEFT JOIN runs ON runs.person = page.id
      ORDER BY latest DESC NULLS LAST, page.id
      """, budget)
    return PeoplePage(total: rows.first?[0].whole ?? 0, people: rows.compactMap(Self.person))
  }

  /// `id`, `email`, `role`, `tier`, `since`, `latest` of all whom the question is about.
  private func found(_ query: PeopleQuery) -> SQL {
    var conditions: [SQL] = ["true"]
    if let tier = query.tier { conditions.append("tier = \(.text(tier))") }
    if let search = query.search {
      let columns: [SQL] = ["id", "email", "name"]
      let places = columns.map { "coalesce(contains(lower(\($0)), lower(\(.text(search)))), false)" as SQL }
      conditions.append("(\(places, separator: " OR "))")
    }
    return """
      SELECT id, email, role, tier, since, latest FROM (
        SELECT coalesce(known.id, seen.person) AS id, name, email, role,
          coalesce(tier, \(.text(query.standardTier))) AS tier, coalesce(registered, earliest) AS since, latest
        FROM (
          SELECT id, min(name) AS name, min(email) AS email, min(role) AS role, min(nullif(tier, '')) AS tier,
            min(registered_at) AS registered
          FROM app_user WHERE \(isSomebody("id", query.id)) AND \(isIn(query.scope)) GROUP BY id) AS known
        FULL JOIN (
          SELECT person, min(heard_at) AS earliest, max(heard_at) AS latest FROM (\(userSigns(query.scope, of: query.id))) GROUP BY person) AS seen
        ON seen.person = known.id)
      WHERE \(conditions, separator: " AND ")
      """
  }

  private func chatsOfPage(_ scope: ProjectScope) -> SQL {
    let isOnPage: SQL = "user_id IN (SELECT id FROM page) AND \(isIn(scope))"
    return """
      SELECT user_id AS person, chat_id AS chat FROM request WHERE \(isOnPage) AND chat_id IS NOT NULL
      UNION ALL SELECT user_id, chat_id FROM request_rollup WHERE \(isOnPage) AND chat_id IS NOT NULL
      UNION ALL SELECT user_id, chat_id FROM message WHERE \(isOnPage)
      UNION ALL SELECT user_id, id FROM chat WHERE \(isOnPage)
      """
  }

  private static func person(_ row: [Value]) -> Person? {
    guard case .text(let id) = row[1] else { return nil }
    var person = Person(id: ID(id))
    (person.email, person.role, person.tier) = (row[2].optionalString, row[3].optionalString, row[4].string)
    (person.since, person.lastActive) = (row[5].optionalInstant, row[6].optionalInstant)
    (person.chats, person.messages, person.runs) = (row[7].whole, row[8].whole, row[9].whole)
    return person
  }
}
