import Semantics
import Surfaces
import Web

/// The bundled prices, to be searched.
struct CatalogTable: Sendable {
  let visit: Visit

  private static let main = OverrideTable.main

  var panel: Panel {
    let state = visit.table("catalog")
    let source = Panel.Source(Address("/v1/prices", state.search.isEmpty ? [] : [("q", state.search)]).text)
    return Panel("catalog", PricesTexts.catalog, sources: [source]) {
      let list = visit.ports.administration.prices.catalog(at: visit.now)
      let found = list.containing(state.search)
      let note = PricesTexts.catalogNote(list.version, Figure(.integer(Int64(list.models.count))).inText)
      let head: HTML = "<p class=\"note\">\(note) \(PricesTexts.note)</p>\(SearchBox(label: PricesTexts.search, state: state).html)"
      guard !found.isEmpty else { return PanelBody(head + EmptyState(title: PricesTexts.noModel, advice: PricesTexts.noModelAdvice).html) }
      let columns: [DataTable.Column] =
        [.init("model", PricesTexts.model), .init("provider", PricesTexts.provider)] + Self.main.map { .init($0.0, $0.1, .usd) }
        + [.init("other", PricesTexts.other)]
      let body = SortableTable(
        DataTable(columns, rows: found.map(row)), caption: PricesTexts.catalog, state: state, pageSize: 25
      ).body
      return PanelBody(head + body.html, table: body.table)
    }
  }

  private func row(_ model: PriceList.Model) -> [DataTable.Cell] {
    let others = model.prices.filter { price in price.above != nil || !Self.main.contains { $0.0 == price.name } }
    let words = others.map { price in
      (price.above.map { PricesTexts.above(price.name, Figure.grouped($0)) } ?? PricesTexts.words(price.name)) + " $" + price.dollars
    }.joined(separator: ", ")
    let name: DataTable.Cell =
      visit.administersAll
      ? .text(model.model, link: OverrideForm.address(visit, model: model.model, provider: model.provider)) : .text(model.model)
    return [name, .text(model.provider)] + Self.main.map { .price(model.price($0.0)) }
      + [words.isEmpty ? .init(.null) : .init(.text(words), html: "<span class=\"wrap long\">\(words)</span>")]
  }
}
