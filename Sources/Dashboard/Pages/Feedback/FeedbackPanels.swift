import Semantics
import Surfaces
import Usage
import Web

/// Feedback in figures. All panels are made of one answer.
struct FeedbackPanels: Sendable {
  private let visit: Visit
  private let question: FeedbackQuestion
  private let figures: Once<FeedbackFigures>

  init(visit: Visit) {
    let question = FeedbackQuestion(visit: visit, conditions: visit.selection.conditions)
    (self.visit, self.question) = (visit, question)
    figures = Once {
      FeedbackFigures(
        try await visit.ports.reports.ratings(
          question.query(), by: visit.selection.granularity, in: visit.selection.zone, budget: visit.inquiry.budget))
    }
  }

  private func panel(
    _ id: String, _ title: String, width: Panel.Width = .full, view: @escaping @Sendable (FeedbackFigures) -> PanelBody
  ) -> Panel {
    Panel(id, title, width: width, sources: [question.figuresSource]) { view(try await figures.value()) }
  }

  var summary: Panel {
    panel("summary", FeedbackTexts.summary) { figures in
      var tiles: [(name: String, label: String, value: Value, unit: Metric.Unit)] = [
        ("total", FeedbackTexts.all, .integer(figures.total), .count),
        ("ratings", FeedbackTexts.ratings, .integer(figures.tally.scores.count), .count),
      ]
      if !figures.hasOnlyThumbs {
        tiles.append(("average", FeedbackTexts.average, figures.tally.scores.average.map(Value.real) ?? .null, .count))
      }
      if figures.hasThumbs {
        tiles += [
          ("won", FeedbackTexts.won, .integer(figures.tally.won), .count),
          ("lost", FeedbackTexts.lost, .integer(figures.tally.lost), .count),
          ("won_share", FeedbackTexts.wonShare, figures.tally.wonShare.map(Value.real) ?? .null, .ratio),
        ]
      }
      let html = tiles.map { Tile(label: $0.label, figure: .short($0.value, $0.unit)).html }
      let table = DataTable(tiles.map { .init($0.name, $0.label, $0.unit) }, rows: [tiles.map { .init($0.value) }])
      let foreign = visit.selection.conditions.contains { !(FeedbackSelection.names + ["project"]).contains($0.name) }
      let note: HTML? = foreign ? Notice(.info, "\(FeedbackTexts.left)").html : nil
      return PanelBody("<dl class=\"tiles\">\n\(html)</dl>\n\(note)", table: table)
    }
  }

  var trend: Panel {
    let isHourly = visit.selection.granularity == .hour
    let title = isHourly ? FeedbackTexts.byHour : FeedbackTexts.byDay
    return panel("trend", title) { figures in
      guard !figures.buckets.isEmpty else { return nothing }
      return FeedbackTrend(visit: visit, figures: figures, interval: question.interval, title: title).body
    }
  }

  var distribution: Panel {
    panel("distribution", FeedbackTexts.distribution, width: .half) { figures in
      guard figures.total > 0 else { return nothing }
      let highest = figures.distribution.map(\.count).max() ?? 1
      let items = figures.distribution.map { one in
        BarList.Item(
          name: one.rating.map { "\($0)" } ?? "<i>\(FeedbackTexts.none)</i>",
          address: visit.selection.setting("list.by", one.rating ?? "").address(visit.path) + "#list",
          length: Double(one.count) / Double(highest),
          figures: [Figure(.integer(one.count)), .share(of: Double(one.count), in: Double(figures.total))])
      }
      let list = BarList(title: FeedbackTexts.rating, columns: [FeedbackTexts.count, FeedbackTexts.share], items: items)
      let rows = figures.distribution.map { [DataTable.Cell.text($0.rating), .init(.integer($0.count))] }
      return PanelBody(
        list.html, table: DataTable([.init("rating", FeedbackTexts.rating), .init("count", FeedbackTexts.count, .count)], rows: rows))
    }
  }

  var models: Panel {
    panel("models", FeedbackTexts.models, width: .half) { figures in
      guard !figures.models.isEmpty else { return nothing }
      var columns: [DataTable.Column] = [
        .init("model", FeedbackTexts.model), .init("total", FeedbackTexts.all, .count), .init("average", FeedbackTexts.average, .count),
      ]
      if figures.hasThumbs { columns += [.init("won", FeedbackTexts.won, .count), .init("lost", FeedbackTexts.lost, .count)] }
      let rows = figures.models.map { model -> [DataTable.Cell] in
        let cells: [DataTable.Cell] = [
          .text(model.name, link: visit.selection.unfiltered().address(PageLinks.model(model.name))), .init(.integer(model.total)),
          .init(model.tally.scores.average.map(Value.real) ?? .null),
        ]
        return cells + (figures.hasThumbs ? [.init(.integer(model.tally.won)), .init(.integer(model.tally.lost))] : [])
      }
      return SortableTable(DataTable(columns, rows: rows), caption: FeedbackTexts.models, state: visit.table("models"), pageSize: 20).body
    }
  }

  private var nothing: PanelBody { PanelBody("<p class=\"note\">\(FeedbackTexts.nothing).</p>") }
}

extension FeedbackFigures {
  /// Somebody's thumb is down: on a scale of stars nobody can give that.
  var hasThumbs: Bool { tally.lost > 0 }
}
