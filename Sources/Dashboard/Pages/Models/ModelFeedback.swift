import Semantics
import Usage
import Web

/// What people thought of a model's answers.
struct ModelFeedback: Sendable {
  let subject: Subject

  private static let newest = 5

  var panel: Panel {
    Panel("feedback", ModelsTexts.feedback, width: .half, sources: [.init(address)]) {
      let stretch = ActivityStretch(subject.visit.reader.projects, subject.interval)
      let reports = subject.visit.ports.reports, budget = subject.visit.inquiry.budget
      async let all = reports.feedbackSummary(stretch, budget: budget)
      let answers = try await reports.ratedAnswers(
        RatedAnswersQuery(stretch, model: subject.name, limit: Self.newest, offset: 0), budget: budget)
      let scores = try await all.models.first { $0.name == subject.name }?.scores
      guard let scores, scores.count > 0 else {
        return PanelBody(EmptyState(title: ModelsTexts.noFeedback, advice: ModelsTexts.howToRate).html)
      }
      return body(scores, answers.answers.map(\.feedback))
    }
  }

  private var address: String {
    let interval = subject.interval
    let edges = [("from", interval.from), ("to", interval.to)].compactMap { name, edge in edge.map { (name, $0.description) } }
    return Address("/v1/feedback", [("model", subject.name)] + edges + [("limit", "1000")]).text
  }

  private func body(_ scores: ScoreCount, _ newest: [FeedbackRecord]) -> PanelBody {
    let zone = subject.selection.zone
    let tiles = [
      Tile(label: ModelsTexts.averageRating, figure: Figure(scores.average.map(Value.real) ?? .null)),
      Tile(label: ModelsTexts.ratings, figure: Figure(.integer(scores.count))),
    ]
    let table = DataTable(
      [.init("created_at", ModelsTexts.given), .init("rating", ModelsTexts.rating, .count), .init("reason", ModelsTexts.reason)],
      rows: newest.map { one in
        [
          .time(one.createdAt.map(Value.instant) ?? .null, zone, form: .day), .init(one.score.map(Value.integer) ?? .null),
          .text(one.reason ?? one.comment.map { String($0.prefix(200)) }),
        ]
      })
    let list = SortableTable(table, caption: ModelsTexts.latestRatings, state: subject.visit.table("feedback")).body
    let isFiltered = !subject.visit.selection.conditions.isEmpty
    let note: HTML? = isFiltered ? "<p class=\"note\">\(ModelsTexts.filtersDoNotCount)</p>" : nil
    return PanelBody("<dl class=\"tiles fit plain\">\n\(tiles.map(\.html))</dl>\(list.html)\(note)", table: table)
  }
}
