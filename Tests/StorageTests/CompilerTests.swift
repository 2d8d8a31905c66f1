import Semantics
import Storage
import Testing
import Usage

@Suite struct CompilerTests {
  struct Case: Sendable {
    let title: String
    let query: Query
    let sql: String
    let binds: [SQL.Bind]
  }

  private static let from = Timestamp(seconds: 1_774_000_000)
  private static let to = Timestamp(seconds: 1_775_000_000)
  private static let period = Period.between(.instant(from), .instant(to), nil)
  private static let berlin = Zone("Europe/Berlin") ?? .utc
  private static let lordHowe = Zone("Australia/Lord_Howe") ?? .utc

  static let cases = [
    Case(
      title: "a summary",
      query: Query([.requests, .cost, .successRate, .p95Duration, .users, .lastSeen], period: .all),
      sql: """
        SELECT count(*) AS m0, CASE WHEN count(*) = 0 THEN 0 ELSE CAST(sum(cost_nano) AS BIGINT) END AS m1, \
        CAST(count(*) FILTER (WHERE status = 'success') AS DOUBLE) / nullif(CAST(count(*) AS DOUBLE), 0) AS m2, \
        quantile_cont(duration_us, 0.95) AS m3, count(DISTINCT user_id) AS m4, epoch_us(max(timestamp)) AS m5 \
        FROM request WHERE project = ? LIMIT ? OFFSET ?
        """,
      binds: [.text("p"), .integer(101), .integer(0)]),
    Case(
      title: "a breakdown",
      query: Query([.requests, .tokensPerSecond], by: [.by(.model), .tag("a/b~c")], period: period, limit: 5, offset: 10),
      sql: """
        SELECT model AS k0, json_extract_string(tags, ?) AS k1, count(*) AS m0, \
        CAST(CAST(coalesce(sum(output_tokens) FILTER (WHERE duration_us > 0), 0) AS BIGINT) AS DOUBLE) / nullif(CAST(\
        CAST(coalesce(sum(duration_us) FILTER (WHERE duration_us > 0 AND output_tokens IS NOT NULL), 0) AS BIGINT) AS DOUBLE), 0) AS m1 \
        FROM request WHERE project = ? AND timestamp >= ? AND timestamp < ? \
        GROUP BY k0, k1 ORDER BY m0 DESC NULLS LAST, k0 ASC NULLS LAST, k1 ASC NULLS LAST LIMIT ? OFFSET ?
        """,
      binds: [.text("/a~1b~0c"), .text("p"), .timestamp(from), .timestamp(to), .integer(6), .integer(10)]),
    Case(
      title: "days without a change of clocks",
      query: Query([.requests], by: [.time(.day)], period: period),
      sql: """
        SELECT (epoch_us(timestamp) + 62135596800000000) // 86400000000 AS k0, count(*) AS m0 \
        FROM request WHERE project = ? AND timestamp >= ? AND timestamp < ? GROUP BY k0 ORDER BY k0 ASC NULLS LAST LIMIT ? OFFSET ?
        """,
      binds: [.text("p"), .timestamp(from), .timestamp(to), .integer(100_001), .integer(0)]),
    Case(
      title: "weeks across a change of clocks",
      query: Query([.requests], by: [.time(.week)], period: period, zone: berlin),
      sql: """
        SELECT (epoch_us(timestamp) + CASE WHEN epoch_us(timestamp) < 1774746000000000 THEN 62135600400000000 \
        ELSE 62135604000000000 END) // 604800000000 AS k0, count(*) AS m0 \
        FROM request WHERE project = ? AND timestamp >= ? AND timestamp < ? GROUP BY k0 ORDER BY k0 ASC NULLS LAST LIMIT ? OFFSET ?
        """,
      binds: [.text("p"), .timestamp(from), .timestamp(to), .integer(100_001), .integer(0)]),
    Case(
      title: "hours across half an hour",
      query: Query(
        [.requests], by: [.time(.hour)],
        period: .between(.instant(Timestamp(seconds: 1_775_300_000)), .instant(Timestamp(seconds: 1_775_330_000)), nil), zone: lordHowe),
      sql: """
        SELECT CASE WHEN epoch_us(timestamp) < 1775314800000000 \
        THEN epoch_us(timestamp) - (epoch_us(timestamp) + 62135636400000000) % 3600000000 \
        WHEN epoch_us(timestamp) < 1775316600000000 THEN 1775311200000000 \
        ELSE epoch_us(timestamp) - (epoch_us(timestamp) + 62135634600000000) % 3600000000 END AS k0, count(*) AS m0 \
        FROM request WHERE project = ? AND timestamp >= ? AND timestamp < ? GROUP BY k0 ORDER BY k0 ASC NULLS LAST LIMIT ? OFFSET ?
        """,
      binds: [
        .text("p"), .timestamp(Timestamp(seconds: 1_775_300_000)), .timestamp(Timestamp(seconds: 1_775_330_000)), .integer(100_001),
        .integer(0),
      ]),
    Case(
      title: "a filter: what is negated is made two-valued",
      query: Query(
        [.requests],
        where: .and([
          .not(.or([.equals(.by(.model), "a' OR 1=1"), .isNull(.tag("t"))])), .isIn(.by(.nested), ["true", "false"]), .and([]), .or([]),
          .hasPrefix(.by(.user), "u%"), .contains(.by(.provider), "x"), .isIn(.by(.model), []),
        ]), period: .all),
      sql: """
        SELECT count(*) AS m0 FROM request WHERE project = ? AND (NOT coalesce((model = ? OR json_extract_string(tags, ?) IS NULL), FALSE) \
        AND nested IN (?, ?) AND TRUE AND FALSE AND starts_with(user_id, ?) AND contains(provider, ?) AND FALSE) LIMIT ? OFFSET ?
        """,
      binds: [
        .text("p"), .text("a' OR 1=1"), .text("/t"), .boolean(true), .boolean(false), .text("u%"), .text("x"), .integer(101), .integer(0),
      ]),
  ]

  @Test(arguments: cases) func `compiles to one statement`(_ test: Case) throws {
    let plan = try Plan(test.query, scope: .only(ID("p")), now: Timestamp(seconds: 0))
    let compiled = Compiler(DuckDBDialect()).rows(plan, limit: (plan.limit ?? 100_000) + 1)
    #expect(compiled.sql.text == test.sql)
    #expect(compiled.sql.binds == test.binds)
  }

  @Test func `asks for the extent of what is counted`() throws {
    let plan = try Plan(Query([.requests], by: [.time(.day)], period: .all), scope: .all, now: Timestamp(seconds: 0))
    let sql = Compiler(DuckDBDialect()).extent(plan)
    #expect(sql.text == "SELECT epoch_us(min(timestamp)), epoch_us(max(timestamp)) FROM request")
    #expect(sql.binds.isEmpty)
  }

  @Test func `pages through records after a place`() throws {
    let after = RecordQuery.Cursor(timestamp: Self.from, sequence: 9)
    let query = try RecordQuery(
      scope: .only(ID("p")), where: .equals(.by(.model), "m"), limit: 20, after: after, now: Timestamp(seconds: 0))
    let sql = Compiler(DuckDBDialect()).records(query)
    let columns = EventField.allCases.map(\.definition.column).joined(separator: ", ")
    #expect(
      sql.text == """
        SELECT seq, \(columns) FROM request WHERE project = ? AND model = ? \
        AND timestamp <= ? AND (timestamp < ? OR seq < ?) ORDER BY timestamp DESC, seq DESC LIMIT ?
        """)
    #expect(sql.binds == [.text("p"), .text("m"), .timestamp(Self.from), .timestamp(Self.from), .integer(9), .integer(21)])
  }

  @Test func `reads cells as the columns mean them`() throws {
    let query = Query([.cost, .averageDuration, .firstSeen, .audioSeconds], by: [.time(.day), .by(.streamed)], period: Self.period)
    let compiled = Compiler(DuckDBDialect()).rows(try Plan(query, scope: .all, now: Timestamp(seconds: 0)), limit: 1)
    #expect(compiled.columns.map(\.kind) == [.integer, .boolean, .integer, .real, .integer, .integer])
    #expect(
      compiled.row([.integer(739_699), .boolean(true), .integer(5), .real(4100), .integer(7), .integer(1_500_000)]) == [
        .instant(Timestamp(seconds: 1_774_396_800)), .boolean(true), .money(NanoUSD(nanos: 5)), .real(4.1),
        .instant(Timestamp(microseconds: 7)), .real(1.5),
      ])
    let empty = compiled.row([.integer(0), .null, .integer(0), .null, .null, .integer(0)])
    #expect(empty.suffix(4) == [.money(.zero), .null, .null, .real(0)])
  }
}
