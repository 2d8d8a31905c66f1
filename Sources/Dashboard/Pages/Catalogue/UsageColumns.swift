import Semantics
import Usage
import Web

/// The columns that lists of models and providers have in common.
enum UsageColumns {
  static let metrics: [Metric] = [.cost, .requests, .totalTokens, .successRate, .p95Duration, .unpricedRequests]

  static let columns: [DataTable.Column] = [
    .init(.cost, title: CatalogueTexts.cost), .init(.requests, title: CatalogueTexts.requests),
    .init(.totalTokens, title: CatalogueTexts.tokens), .init(.successRate, title: CatalogueTexts.successRate),
    .init(.p95Duration, title: CatalogueTexts.p95), .init(.unpricedRequests, title: CatalogueTexts.unpriced),
  ]

  static func cells(_ row: AnswerRow) -> [DataTable.Cell] {
    [cost(row)] + [.requests, .totalTokens, .successRate, .p95Duration].map { DataTable.Cell(row[$0]) } + [unpriced(row)]
  }

  static func cost(_ row: AnswerRow) -> DataTable.Cell { .init(row.cost, html: row.isUnpriced ? Figure.unpriced.html : nil) }

  /// The usual none is not worth a look.
  static func unpriced(_ row: AnswerRow) -> DataTable.Cell {
    let value = row[.unpricedRequests]
    return .init(value, html: value == .integer(0) ? "<data class=\"unknown\" value=\"0\">0</data>" : nil)
  }

  /// A name that leads to its page; what has none is only told.
  static func name(_ value: Value, link: (String) -> String) -> DataTable.Cell {
    guard let name = value.word else { return .init(.null, html: "<i class=\"unknown\">\(CatalogueTexts.none)</i>") }
    return .text(name, link: link(name))
  }
}
