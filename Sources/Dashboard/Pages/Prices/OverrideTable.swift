import Foundation
import Semantics
import Surfaces
import Usage
import Web

/// The prices of one's own, in the order in which they are tried.
struct OverrideTable {
  let overrides: [OverrideRecord]
  let visit: Visit

  static let main = [
    ("input", PricesTexts.input), ("output", PricesTexts.output), ("cache_read", PricesTexts.cacheRead),
    ("cache_write", PricesTexts.cacheWrite),
  ]

  var body: PanelBody {
    guard !overrides.isEmpty else {
      return PanelBody(EmptyState(title: PricesTexts.noOverrides, advice: PricesTexts.noOverridesAdvice).html)
    }
    let columns: [DataTable.Column] =
      [.init("model", PricesTexts.model), .init("provider", PricesTexts.provider), .init("project", PricesTexts.project)]
      + Self.main.map { DataTable.Column($0.0, $0.1, .usd) }
      + [.init("other", PricesTexts.other), .init("valid", PricesTexts.valid), .init("id", PricesTexts.id)]
    let table = DataTable(columns, rows: overrides.map(row))
    return SortableTable(table, caption: PricesTexts.overrides, state: visit.table("overrides")).body
  }

  private func row(_ override: OverrideRecord) -> [DataTable.Cell] {
    let others = override.prices.filter { price in !Self.main.contains { $0.0 == price.key } }.sorted { $0.key < $1.key }
    let words = others.map { PricesTexts.words($0.key) + " $\($0.value)" }.joined(separator: ", ")
    return [.text(override.model), .text(override.provider), .text(override.project)]
      + Self.main.map { .price(override.prices[$0.0].map { "\($0)" }) }
      + [
        words.isEmpty ? .init(.null) : .init(.text(words), html: "<span class=\"wrap\">\(words)</span>"), valid(override), change(override),
      ]
  }

  private func valid(_ override: OverrideRecord) -> DataTable.Cell {
    let zone = visit.selection.serverZone
    let from = override.validFrom.flatMap { Timestamp($0) }.map { TimeText($0, in: zone, form: .day) }
    // The end is not included; the last day is the one before it.
    let to = override.validTo.flatMap { Timestamp($0) }.map { TimeText($0.adding(microseconds: -1), in: zone, form: .day) }
    guard from != nil || to != nil else { return .text(PricesTexts.always) }
    let words = [from.map { PricesTexts.from($0.words) }, to.map { PricesTexts.until($0.words) }].compactMap(\.self)
    let html: HTML = "\(from.map { PricesTexts.from($0.html) }) \(to.map { PricesTexts.until($0.html) })"
    return .init(.text(words.joined(separator: " ")), html: html)
  }

  private func change(_ override: OverrideRecord) -> DataTable.Cell {
    let id = override.id ?? override.model
    guard visit.administersAll else { return .text(id) }
    let form = ActionForm(
      "remove", submit: PricesTexts.remove, hidden: [("id", id)],
      confirmation: (PricesTexts.remove, PricesTexts.confirmRemoval(override.model)), visit: visit)
    let edit = Address(visit.path, visit.selection.items + [("edit", id)]).text + "#override"
    return .init(
      .text(id), html: "<div class=\"row-actions\"><a class=\"button quiet\" href=\"\(edit)\">\(PricesTexts.edit)</a>\(form.html)</div>")
  }
}

extension DataTable.Cell {
  /// Dollars as a decimal, to its last digit.
  static func price(_ dollars: String?) -> DataTable.Cell {
    guard let dollars, let number = Double(dollars), let money = NanoUSD(dollars: number) else { return .init(.null) }
    let decimals = dollars.split(separator: ".").dropFirst().first?.count ?? 0
    return .init(.money(money), html: decimals > 2 ? "<data value=\"\(dollars)\">$\(dollars)</data>" : nil)
  }
}
