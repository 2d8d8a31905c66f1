import Semantics
import Usage
import Web

/// What became of the requests, and why some failed.
struct SubjectOutcomes: Sendable {
  let subject: Subject

  private static let outcomes: [(title: String, metric: Metric)] = [
    (CatalogueTexts.succeeded, .successes), (CatalogueTexts.failed, .failures), (CatalogueTexts.blocked, .blocked),
    (CatalogueTexts.cancelled, .cancelled),
  ]
  private static let failed = [RequestStatus.failure, .blocked].map(\.rawValue)
  private static let limit = 100

  var panels: [Panel] { [outcomes, errors] }

  private var outcomes: Panel {
    let visit = subject.visit
    return Panel("outcomes", CatalogueTexts.outcomes, subject.series(Self.outcomes.map(\.metric)), width: .half, visit: visit) { result in
      let rows = result.answerRows
      let present = Self.outcomes.enumerated().filter { index, one in index < 2 || rows.contains { $0[one.metric] != .integer(0) } }
        .map(\.element)
      let chart = Chart(
        title: CatalogueTexts.outcomes, axis: subject.axis, series: present.map { .init($0.metric, title: $0.title, style: .stack) },
        points: SeriesPoints(result, now: visit.now).points { row in present.map { Figure(row[$0.metric]) } }, hasLibrary: visit.hasCharts,
        height: .short)
      return PanelBody(chart.html, table: DataTable(result))
    }
  }

  private var errors: Panel {
    let title = CatalogueTexts.errors, visit = subject.visit
    guard let selection = narrowed else {
      return Panel("errors", title, width: .half) {
        PanelBody(EmptyState(title: CatalogueTexts.noErrors, advice: CatalogueTexts.filteredOut).html)
      }
    }
    let question = Question(shape: .breakdown(.errorType, limit: Self.limit), metrics: [.requests, .lastSeen], selection: selection)
    return Panel("errors", title, question, width: .half, visit: visit) { result in
      guard !result.rows.isEmpty else {
        return PanelBody(EmptyState(title: CatalogueTexts.noErrors, advice: CatalogueTexts.noneFailed).html)
      }
      let table = DataTable(
        [.init("error_type", CatalogueTexts.error), .init(.requests), .init(.lastSeen, title: CatalogueTexts.lastTime)],
        rows: result.answerRows.map(row))
      return SortableTable(table, caption: title, state: visit.table("errors"), pageSize: 8).body
    }
  }

  private func row(_ row: AnswerRow) -> [DataTable.Cell] {
    let type = row[.by(.errorType)].word
    let address = subject.visit.selection.without(.errorType).narrowed(to: Condition(.errorType, type ?? "")).address(subject.visit.path)
    let name: HTML = "<a href=\"\(address)\">\(type ?? CatalogueTexts.untypedError)</a>"
    return [.init(type.map(Value.text) ?? .null, html: name), .init(row[.requests]), .time(row[.lastSeen], subject.selection.zone)]
  }

  /// To what failed; nil where the page's own filter leaves out all of that.
  private var narrowed: Selection? {
    let own = subject.selection.conditions.filter { $0.name == Attribute.status.name }.map(\.value)
    let wanted = own.isEmpty ? Self.failed : Self.failed.filter(own.contains)
    guard !wanted.isEmpty else { return nil }
    return wanted.reduce(subject.selection.without(.status)) { $0.narrowed(to: Condition(.status, $1)) }
  }
}

extension DataTable.Cell {
  static func time(_ value: Value, _ zone: Zone, form: TimeText.Form = .minute) -> Self {
    guard case .instant(let instant) = value else { return .init(.null) }
    return .init(value, html: TimeText(instant, in: zone, form: form).html)
  }
}
