import Semantics
import Usage
import Web

/// Providers with what they cost and how well they worked.
struct ProviderList: Sendable {
  let visit: Visit
  let isDeferred: Bool

  private static let limit = 1000

  var panel: Panel {
    let question = Question(
      shape: .breakdown(.provider, limit: Self.limit), metrics: UsageColumns.metrics + [.models], selection: visit.selection)
    return Panel("providers", ProvidersTexts.list, question, isDeferred: isDeferred, visit: visit) { result in
      let columns = [DataTable.Column("provider", CatalogueTexts.provider), .init(.models)] + UsageColumns.columns
      let rows = result.answerRows.map { row in
        [UsageColumns.name(row[.by(.provider)], link: visit.selection.provider), .init(row[.models])] + UsageColumns.cells(row)
      }
      return SortableTable(DataTable(columns, rows: rows), caption: ProvidersTexts.list, state: visit.table("providers")).body
    }
  }
}
