import Foundation
import Semantics
import Testing
import Usage

@Suite struct PlanTests {
  private let now = Timestamp(seconds: 1_781_000_000)

  @Test func `the order ends with every key, time first`() throws {
    let query = Query(
      [.cost, .requests], by: [.by(.model), .time(.day), .tag("t")], period: .days(2), order: [.descending(.metric(.cost))])
    let plan = try Plan(query, scope: .all, now: now)
    #expect(
      plan.order == [
        .descending(.metric(.cost)), .ascending(.dimension(.time(.day))), .ascending(.dimension(.by(.model))),
        .ascending(.dimension(.tag("t"))),
      ])
    #expect(plan.limit == nil)
  }

  @Test func `a breakdown is ordered by its first metric and limited`() throws {
    let plan = try Plan(Query([.cost], by: [.by(.user)], period: .days(2)), scope: .all, now: now)
    #expect(plan.order == [.descending(.metric(.cost)), .ascending(.dimension(.by(.user)))])
    #expect(plan.limit == 100)
  }

  @Test func `all rows can be asked for`() throws {
    let plan = try Plan(Query([.cost], by: [.by(.user)], period: .days(2), offset: 3), scope: .all, now: now).unpaged
    #expect(plan.limit == nil && plan.offset == 0)
  }

  @Test func `tells all problems at once`() {
    var filter = Filter.equals(.by(.streamed), "maybe")
    for _ in 0..<4 { filter = .not(filter) }
    let query = Query(
      [], by: [.by(.model), .by(.model), .by(.user), .by(.chat)], where: filter, period: .all, comparesPrevious: true,
      order: [.ascending(.metric(.cost))], limit: 10_001, offset: -1)
    #expect(fields(query) == ["metrics", "dimensions", "dimensions", "filter", "order", "limit", "offset", "compare"])
  }

  @Test func `bounds what a filter may be`() {
    var deep = Filter.isNull(.by(.model))
    for _ in 0..<10 { deep = .not(deep) }
    #expect(fields(Query([.requests], where: deep, period: .all)) == ["filter"])
    let wide = Filter.isIn(.by(.model), (0..<1000).map(String.init))
    #expect(fields(Query([.requests], where: wide, period: .all)) == ["filter"])
    let long = Filter.equals(.by(.model), String(repeating: "x", count: 1001))
    #expect(fields(Query([.requests], where: long, period: .all)) == ["filter"])
  }

  @Test func `an open series is closed by the data`() throws {
    let plan = try Plan(Query([.requests], by: [.time(.day)], period: .all), scope: .all, now: now)
    #expect(plan.needsBounds)
    let bounded = plan.bounded(by: Timestamp(seconds: 5)...Timestamp(seconds: 9))
    #expect(bounded.interval == Interval(from: Timestamp(seconds: 5), to: Timestamp(microseconds: 9_000_001)))
    #expect(plan.bounded(by: nil).bucketing?.buckets(limit: 9) == [])
  }

  @Test func `refuses keys that do not exist, by name`() {
    #expect(throws: DecodingError.self) { try document(#"{"metrics": ["cost"], "metric": "cost"}"#) }
    #expect(throws: DecodingError.self) { try document(#"{"filter": {"dimension": "model", "equal": "a"}}"#) }
    #expect(throws: DecodingError.self) { try document(#"{"filter": {"dimension": "model"}}"#) }
  }

  @Test func `reads a document`() throws {
    let read = try document(
      #"""
      {"metrics": ["cost"], "dimensions": ["tag:team"], "granularity": "week", "period": "7d", "zone": "Asia/Tokyo", "compare": true,
       "order": ["-cost", "time"], "limit": 5, "offset": 2, "fill": true,
       "filter": {"not": {"or": [{"dimension": "model", "in": ["a", "b"]}, {"dimension": "nested", "equals": true}]}}}
      """#)
    let query = Query(
      [.cost], by: [.time(.week), .tag("team")],
      where: .not(.or([.isIn(.by(.model), ["a", "b"]), .equals(.by(.nested), "true")])), period: .days(7),
      zone: try #require(Zone("Asia/Tokyo")), comparesPrevious: true,
      order: [.descending(.metric(.cost)), .ascending(.dimension(.time(.week)))], limit: 5, offset: 2, fillsGaps: true)
    #expect(try Plan(read, scope: .all, now: now) == Plan(query, scope: .all, now: now))
  }

  @Test func `every name leads back to what it names`() {
    for metric in Metric.allCases { #expect(Metric(name: metric.name) == metric) }
    for attribute in Attribute.allCases { #expect(Dimension(name: attribute.name) == .by(attribute)) }
    #expect(Dimension(name: "tag:a:b") == .tag("a:b"))
    #expect(Dimension(name: "tag:") == nil)
    #expect(Set(Metric.allCases.map(\.definition.title)).count == Metric.allCases.count)
  }

  @Test func `a cursor leads back to its place`() {
    let cursor = RecordQuery.Cursor(timestamp: Timestamp(microseconds: -1), sequence: .max)
    #expect(RecordQuery.Cursor(cursor.description) == cursor)
    for text in ["", ".", "1", "1.2.3", "x y.1", "1.-1"] { #expect(RecordQuery.Cursor(text) == nil) }
  }

  private func document(_ text: String) throws -> QueryDocument { try JSONDecoder().decode(QueryDocument.self, from: Data(text.utf8)) }

  private func fields(_ query: Query) -> [String] {
    do throws(QueryProblems) {
      _ = try Plan(query, scope: .all, now: now)
      return []
    } catch {
      return error.problems.map(\.field)
    }
  }
}
