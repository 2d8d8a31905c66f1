import Semantics
import Testing
import Usage
import Web

@testable import Dashboard

@Suite struct SelectionTests {
  private func selection(_ query: String) throws -> Selection { try Selection(QueryParameters(parsing: query), zone: .utc) }

  @Test func `an address without anything means the last 30 days in the server's zone`() throws {
    let selection = try selection("")
    #expect(selection.period == .days(30))
    #expect(selection.zone == .utc)
    #expect(selection.address("/") == "/?period=30d")
  }

  @Test func `links to another period keep zone and filters`() throws {
    let selection = try selection("period=7d&zone=Europe/Berlin&model=gpt%205&model=&tag:team=a%26b&utm_source=mail")
    #expect(selection.during("90d").address("/") == "/?period=90d&zone=Europe/Berlin&model=gpt%205&model=&tag%3Ateam=a%26b")
  }

  @Test func `a filter is added once and can be removed`() throws {
    let model = Condition(.model, "gpt-5"), user = Condition(.user, "anna")
    let narrowed = try selection("").narrowed(to: model).narrowed(to: model).narrowed(to: user)
    #expect(narrowed.conditions == [model, user])
    #expect(narrowed.without(model).conditions == [user])
    #expect(narrowed.unfiltered().conditions == [])
  }

  @Test func `values of one name are alternatives and names narrow each other`() throws {
    let filter = try selection("model=a&user_id=u&model=b&provider=").conditions.filter
    #expect(filter == .and([.isIn(.by(.model), ["a", "b"]), .equals(.by(.user), "u"), .isNull(.by(.provider))]))
    #expect(try selection("model=a&model=").conditions.filter == .and([.or([.equals(.by(.model), "a"), .isNull(.by(.model))])]))
  }

  @Test func `what makes no sense is left out and said`() throws {
    let selection = try selection("period=eternity&zone=Mars/Olympus")
    #expect(selection.period == .days(30))
    #expect(selection.zone == .utc)
    #expect(selection.notices.count == 2)
  }
}

@Suite struct OwnDatesTests {
  private func selection(_ query: String, path: String? = nil) throws -> Selection {
    try Selection(QueryParameters(parsing: query), zone: .utc, path: path)
  }

  @Test func `dates of one's own are a period, a link to another period leaves them`() throws {
    let selection = try selection("from=2026-02-01&to=2026-02-10&period=7d&compare=none")
    #expect(selection.period == .between(Period.Edge("2026-02-01"), Period.Edge("2026-02-10"), nil))
    #expect(selection.address("/") == "/?from=2026-02-01&to=2026-02-10&compare=none")
    #expect(selection.during("7d").address("/") == "/?period=7d&compare=none")
  }

  @Test(arguments: ["from=2026-02-10&to=2026-02-01", "from=yesterday", "from=2026-02-10&to=soon", "from=2010-01-01&to=2026-02-10"])
  func `dates that make no period are said, and not used`(_ query: String) throws {
    let selection = try selection(query)
    #expect(selection.period == .days(30) && !selection.isCustom)
    #expect(selection.notices.count == 1)
  }

  @Test func `ten years of dates are a period, no name of one is the usual one`() throws {
    #expect(try selection("from=2016-02-10&to=2026-02-09").isCustom)
    #expect(try selection("period=").notices.isEmpty)
  }

  @Test func `links to the same page keep how its tables are sorted, and begin them anew`() throws {
    let selection = try selection("period=7d&models.sort=-cost&models.page=3&tag:x.sort=1", path: "/models")
    #expect(selection.during("30d").address("/models") == "/models?period=30d&tag%3Ax.sort=1&models.sort=-cost")
    #expect(selection.address("/users") == "/users?period=7d&tag%3Ax.sort=1")
    let state = TableState("models", try QueryParameters(parsing: "models.sort=-cost&models.page=3"), path: "/models", selection: selection)
    #expect(state.page == 3 && state.isDescending && state.sortedColumn == "cost")
    #expect(state.onPage(2).hasSuffix("&models.sort=-cost&models.page=2#models"))
  }
}

@Suite struct QuestionTests {
  private func selection(_ query: String) throws -> Selection { try Selection(QueryParameters(parsing: query), zone: .utc) }

  @Test func `a breakdown's query and its call of the API say the same`() throws {
    let question = Question(
      shape: .breakdown(.model, limit: 10), metrics: [.cost, .requests, .unpricedRequests], selection: try selection("period=7d&provider=x")
    )
    #expect(
      question.query
        == Query(
          [.cost, .requests, .unpricedRequests], by: [.by(.model)], where: .and([.equals(.by(.provider), "x")]), period: .days(7),
          order: [.descending(.metric(.cost)), .descending(.metric(.requests))], limit: 10))
    #expect(
      question.address
        == "/v1/usage/breakdown/model?period=7d&zone=UTC&provider=x&metrics=cost,requests,unpriced_requests&order=-cost,-requests&limit=10"
    )
  }

  @Test func `a series has its empty days, a summary its period before`() throws {
    let series = Question(shape: .series(.day), metrics: [.cost], selection: try selection(""))
    #expect(series.query == Query([.cost], by: [.time(.day)], period: .days(30), fillsGaps: true))
    #expect(series.address == "/v1/usage/timeseries?period=30d&zone=UTC&metrics=cost&granularity=day")
    let summary = Question(shape: .summary, metrics: [.cost], selection: try selection(""), comparesPrevious: true)
    #expect(summary.query == Query([.cost], period: .days(30), comparesPrevious: true))
    #expect(summary.address == "/v1/usage/summary?period=30d&zone=UTC&metrics=cost&compare=previous")
  }
}
