import Semantics
import Usage
import Web

/// How fast answers came: the whole period in figures, then by time.
struct SubjectSpeed: Sendable {
  let subject: Subject
  let isDeferred: Bool

  private static let tiles: [(label: String, metric: Metric)] = [
    (CatalogueTexts.medianDuration, .medianDuration), (CatalogueTexts.p95, .p95Duration), (CatalogueTexts.p99, .p99Duration),
    (CatalogueTexts.medianFirstToken, .medianTimeToFirstToken), (CatalogueTexts.p95FirstToken, .p95TimeToFirstToken),
    (CatalogueTexts.outputSpeed, .tokensPerSecond),
  ]

  var panels: [Panel] { [summary, duration, firstToken] }

  private var summary: Panel {
    let question = subject.question(.summary, Self.tiles.map(\.metric))
    return Panel("speed", CatalogueTexts.speed, question, isDeferred: isDeferred, visit: subject.visit) { result in
      guard let row = result.answerRows.first else { return PanelBody("") }
      let tiles = Self.tiles.map { Tile(label: $0.label, figure: Figure(row[$0.metric], $0.metric.definition.unit)).html }
      return PanelBody("<dl class=\"tiles fit plain\">\n\(tiles)</dl>", table: DataTable(result))
    }
  }

  private var duration: Panel {
    chart(
      "duration", CatalogueTexts.duration,
      [(CatalogueTexts.median, .medianDuration), (CatalogueTexts.ninetyFifth, .p95Duration), (CatalogueTexts.ninetyNinth, .p99Duration)],
      EmptyState(title: CatalogueTexts.noDurations, advice: CatalogueTexts.howToReportDurations))
  }

  private var firstToken: Panel {
    chart(
      "first-token", CatalogueTexts.firstToken,
      [(CatalogueTexts.median, .medianTimeToFirstToken), (CatalogueTexts.ninetyFifth, .p95TimeToFirstToken)],
      EmptyState(title: CatalogueTexts.noFirstTokens, advice: CatalogueTexts.howToReportFirstTokens))
  }

  private func chart(_ id: String, _ title: String, _ lines: [(title: String, metric: Metric)], _ nothing: EmptyState) -> Panel {
    let visit = subject.visit
    return Panel(id, title, subject.series(lines.map(\.metric)), width: .half, isDeferred: isDeferred, visit: visit) { result in
      guard result.answerRows.contains(where: { row in lines.contains { row[$0.metric] != .null } }) else { return PanelBody(nothing.html) }
      let chart = Chart(
        title: title, axis: subject.axis, series: lines.map { .init($0.metric, title: $0.title, style: .line) },
        points: SeriesPoints(result, now: visit.now).points { row in lines.map { Figure(row[$0.metric], .milliseconds) } },
        hasLibrary: visit.hasCharts, height: .short)
      return PanelBody(chart.html, table: DataTable(result))
    }
  }
}
