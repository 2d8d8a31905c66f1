import Semantics
import Testing
import Usage

@testable import Dashboard

@Suite struct UsageStackTests {
  private static let days = [StubEngine.firstDay, StubEngine.secondDay]

  private func result(_ dimensions: [Dimension], _ metrics: [Metric], _ rows: [[Value]]) throws -> QueryResult {
    let query = Query(metrics, by: dimensions, period: .days(2))
    return QueryResult(try Plan(query, scope: .all, now: DashboardSite.now), rows: rows)
  }

  private func stack(_ measure: Metric, names: [Value], hasRest: Bool) throws -> (stack: UsageStack, rows: [AnswerRow]) {
    let total = try result(
      [.time(.day)], [.cost, .requests, .totalTokens, .unpricedRequests],
      [
        [.instant(Self.days[0]), StubEngine.dollars("10"), .integer(20), .integer(0), .integer(0)],
        [.instant(Self.days[1]), .null, .integer(3), .integer(0), .integer(3)],
      ])
    let cost = { (text: String) in measure == .cost ? [StubEngine.dollars(text)] : [] }
    let parts = try result(
      [.time(.day), .by(.model)], measure == .cost ? [.cost, .requests, .unpricedRequests] : [.requests, .unpricedRequests],
      [
        [.instant(Self.days[0]), .text("b")] + cost("4") + [.integer(5), .integer(0)],
        [.instant(Self.days[0]), .null] + cost("1") + [.integer(6), .integer(0)],
        [.instant(Self.days[1]), .text("a")] + (measure == .cost ? [.null] : []) + [.integer(3), .integer(3)],
      ])
    let stack = UsageStack(total: total, parts: parts, attribute: .model, measure: measure, names: names, hasRest: hasRest)
    return (stack, total.answerRows)
  }

  @Test func `every day has all names in one order, and with the rest it is the whole`() throws {
    let (stack, rows) = try stack(.requests, names: [.text("a"), .text("b"), .null], hasRest: true)
    #expect(stack.parts(rows[0]) == [.integer(0), .integer(5), .integer(6), .integer(9)])
    #expect(stack.parts(rows[1]) == [.integer(3), .integer(0), .integer(0), .integer(0)])
  }

  @Test func `a cost that nobody knows is no cost of zero`() throws {
    let (stack, rows) = try stack(.cost, names: [.text("a"), .text("b")], hasRest: true)
    #expect(stack.parts(rows[0]) == [.money(.zero), StubEngine.dollars("4"), StubEngine.dollars("6")])
    #expect(stack.parts(rows[1]) == [.null, .money(.zero), .null])
  }

  @Test func `in the export a name is a value, whatever it is`() throws {
    let (stack, _) = try stack(.requests, names: [.text("b")], hasRest: true)
    let table = stack.table(.model)
    #expect(table.columns.map(\.name) == ["time", "model", "requests"])
    #expect(
      table.rows.map { $0.map(\.value) } == [
        [.text("2026-03-02T00:00:00Z"), .text("b"), .integer(5)], [.text("2026-03-02T00:00:00Z"), .text("all others"), .integer(15)],
        [.text("2026-03-03T00:00:00Z"), .text("b"), .integer(0)], [.text("2026-03-03T00:00:00Z"), .text("all others"), .integer(3)],
      ])
  }
}
