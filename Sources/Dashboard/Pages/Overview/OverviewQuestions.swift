import Semantics
import Usage
import Web

/// What the overview asks.
struct OverviewQuestions: Sendable {
  static let attributes: [Attribute] = [.model, .provider, .operation]
  private static let rows = 10

  let summary: Question
  let series: Question
  let breakdowns: [(Attribute, Question)]

  init(_ visit: Visit) {
    let selection = visit.selection
    let hasPrevious = selection.comparesPrevious && selection.period.previous(now: visit.now, zone: selection.zone) != nil
    summary = Question(
      shape: .summary, metrics: [.cost, .requests, .unpricedRequests, .totalTokens, .users, .successRate], selection: selection,
      comparesPrevious: hasPrevious)
    series = Question(shape: .series(selection.granularity), metrics: [.cost, .requests, .unpricedRequests], selection: selection)
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
