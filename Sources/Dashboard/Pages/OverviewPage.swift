import Semantics
import Usage
import Web

/// What was used, what it cost, how well it worked: the answer in ten seconds.
struct OverviewPage: Page {
  let path = "/"
  let title = "Usage"

  func content(_ visit: Visit) async -> HTML {
    let questions = Questions(visit)
    let model = await Model(questions, visit.inquiry)
    return View(path: path, visit: visit, questions: questions, model: model).html
  }
}

extension OverviewPage {
  struct Questions {
    /// The first has the longest list and the most room.
    static let breakdowns: [Attribute] = [.model, .provider, .operation]
    private static let rows = 10

    let summary: Question
    let series: Question
    let breakdowns: [Question]
    /// Whether there ever was anything, asked only where the period has nothing.
    let everything: Question

    init(_ visit: Visit) {
      let selection = visit.selection
      let hasPrevious = selection.period.previous(now: visit.now, zone: selection.zone) != nil
      summary = Question(
        shape: .summary, metrics: [.cost, .requests, .unpricedRequests, .totalTokens, .users, .successRate], selection: selection,
        comparesPrevious: hasPrevious)
      series = Question(shape: .series(selection.granularity), metrics: [.cost, .requests, .unpricedRequests], selection: selection)
      breakdowns = Self.breakdowns.map {
        Question(shape: .breakdown($0, limit: Self.rows), metrics: BreakdownTable.metrics, selection: selection)
      }
      everything = Question(shape: .summary, metrics: [.requests], selection: selection.unfiltered().during("all"))
    }
  }

  struct Model {
    let summary: Answer
    let series: Answer
    let breakdowns: [Answer]
    /// There is nothing in the period.
    let isEmpty: Bool
    /// There is nothing at all.
    let isUnused: Bool

    init(_ questions: Questions, _ inquiry: Inquiry) async {
      async let summary = inquiry.answer(questions.summary)
      async let series = inquiry.answer(questions.series)
      async let breakdowns = Self.answers(questions.breakdowns, inquiry)
      self.summary = await summary
      isEmpty = Self.hasNoRequests(await summary)
      isUnused = isEmpty ? Self.hasNoRequests(await inquiry.answer(questions.everything)) : false
      self.series = await series
      self.breakdowns = await breakdowns
    }

    private static func answers(_ questions: [Question], _ inquiry: Inquiry) async -> [Answer] {
      await withTaskGroup(of: (Int, Answer).self) { group in
        for (index, question) in questions.enumerated() { group.addTask { (index, await inquiry.answer(question)) } }
        return await group.reduce(into: []) { $0.append($1) }.sorted { $0.0 < $1.0 }.map(\.1)
      }
    }

    private static func hasNoRequests(_ answer: Answer) -> Bool {
      guard case .success(let result) = answer, let row = result.answerRows.first else { return false }
      return row[.requests] == .integer(0)
    }
  }
}

extension Selection {
  /// Hours for a day or two, else days.
  var granularity: Granularity {
    switch period {
    case .today, .yesterday: .hour
    case .hours(let count): count <= 72 ? .hour : .day
    default: .day
    }
  }
}
