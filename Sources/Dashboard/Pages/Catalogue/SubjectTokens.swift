import Semantics
import Usage
import Web

/// Tokens over time by their classes, which add up to input and output: each token is in one of them.
struct SubjectTokens: Sendable {
  let subject: Subject

  struct Class: Sendable {
    let title: String
    /// The tokens themselves, and those of them that are told as classes of their own.
    let whole: Metric
    var without: [Metric] = []

    func count(_ row: AnswerRow) -> Int64 {
      // Clients may tell one token as two things, such as audio from the cache; less than none there is not.
      max(0, without.reduce(row[whole].tokens) { $0 - row[$1].tokens })
    }
  }

  static let classes = [
    Class(
      title: CatalogueTexts.input, whole: .inputTokens,
      without: [.cacheReadTokens, .cacheWriteTokens, .audioInputTokens, .imageInputTokens]),
    Class(title: CatalogueTexts.cacheRead, whole: .cacheReadTokens), Class(title: CatalogueTexts.cacheWrite, whole: .cacheWriteTokens),
    Class(title: CatalogueTexts.audioInput, whole: .audioInputTokens), Class(title: CatalogueTexts.imageInput, whole: .imageInputTokens),
    Class(title: CatalogueTexts.output, whole: .outputTokens, without: [.reasoningTokens, .audioOutputTokens, .imageOutputTokens]),
    Class(title: CatalogueTexts.reasoning, whole: .reasoningTokens), Class(title: CatalogueTexts.audioOutput, whole: .audioOutputTokens),
    Class(title: CatalogueTexts.imageOutput, whole: .imageOutputTokens),
  ]

  var panel: Panel {
    let visit = subject.visit
    return Panel("tokens", CatalogueTexts.tokenClasses, subject.series(Self.classes.map(\.whole)), visit: visit) { result in
      let rows = result.answerRows
      let present = Self.classes.filter { one in rows.contains { one.count($0) > 0 } }
      guard !present.isEmpty else {
        return PanelBody(EmptyState(title: CatalogueTexts.noTokens, advice: CatalogueTexts.howToReportTokens).html)
      }
      let chart = Chart(
        title: CatalogueTexts.tokenClasses, axis: subject.axis,
        series: present.map { .init(title: $0.title, unit: Metric.Unit.tokens.rawValue, style: .stack) },
        points: SeriesPoints(result, now: visit.now).points { row in present.map { Figure(.integer($0.count(row))) } },
        hasLibrary: visit.hasCharts)
      return PanelBody(chart.html, table: DataTable(result))
    }
  }
}

extension Subject {
  var axis: String { selection.granularity == .hour ? CatalogueTexts.hour : CatalogueTexts.day }
}

extension Value {
  fileprivate var tokens: Int64 { if case .integer(let number) = self { number } else { 0 } }
}
