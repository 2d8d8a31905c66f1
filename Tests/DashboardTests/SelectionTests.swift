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
      question.csvAddress
        == "/v1/usage/breakdown/model?period=7d&zone=UTC&provider=x&metrics=cost,requests,unpriced_requests&order=-cost,-requests&limit=10&format=csv"
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
