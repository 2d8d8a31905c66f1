import Semantics
import Usage
import Web

/// What the overview asks.
struct OverviewQuestions: Sendable {
  static let attributes: [Attribute] = [.model, .provider, .feature, .operation, .profile, .project]
  private static let rows = 10
  /// What the trend and the tiles' courses are drawn from, in one statement.
  private static let course: [Metric] = [.cost, .requests, .unpricedRequests, .totalTokens, .successRate]
  /// What takes as long to count by day as all the rest of the page together.
  static let laterCourses: [Metric] = [.providers, .models, .users, .p95Duration]

  let summary: Question
  let series: Question
  let laterSeries: Question
  let breakdowns: [(Attribute, Question)]

  init(_ visit: Visit) {
    let selection = visit.selection
    let hasPrevious = selection.comparesPrevious && selection.period.previous(now: visit.now, zone: selection.zone) != nil
    summary = Question(
      shape: .summary,
      metrics: [.cost, .requests, .unpricedRequests, .totalTokens, .providers, .models, .users, .successRate, .p95Duration],
      selection: selection,
      comparesPrevious: hasPrevious)
    series = Question(shape: .series(selection.granularity), metrics: Self.course, selection: selection)
    laterSeries = Question(shape: .series(selection.granularity), metrics: Self.laterCourses, selection: selection)
    breakdowns = Self.attributes.map {
      ($0, Question(shape: .breakdown($0, limit: Self.rows), metrics: BreakdownTable.metrics, selection: selection))
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
