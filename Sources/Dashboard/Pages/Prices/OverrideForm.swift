import Foundation
import Semantics
import Surfaces
import Usage
import Web

/// Where a price is set: a new one, one that is named in the address, or one for a model that has none.
struct OverrideForm: Sendable {
  let visit: Visit

  static func address(_ visit: Visit, model: String, provider: String?) -> String {
    let items = visit.selection.items + [("price_model", model)] + (provider.map { [("price_provider", $0)] } ?? [])
    return Address("/prices", items).text + "#override"
  }

  var panel: Panel {
    Panel("override", PricesTexts.form) {
      let desk = visit.ports.administration.prices
      let wanted = visit.parameters["edit"] ?? visit.form.flatMap { $0.action == "save" ? $0.fields["id"] : nil }
      let edited = try await desk.all().first { $0.id == wanted }
      let suggestion = edited == nil ? suggestion(desk.catalog(at: visit.now)) : nil
      let words: HTML = suggestion.map { "<p class=\"note\">\(PricesTexts.suggestion($0.provider, $0.model))</p>" } ?? ""
      return PanelBody("<p class=\"note\">\(PricesTexts.note)</p>\(words)\(form(edited, suggestion).html)")
    }
  }

  /// The catalog may know the model by another provider.
  private func suggestion(_ catalog: PriceList) -> PriceList.Model? {
    guard let model = visit.parameters["price_model"] else { return nil }
    let known = catalog.models.filter { $0.model == model }
    return known.first { $0.provider == visit.parameters["price_provider"] } ?? known.first
  }

  private func form(_ edited: OverrideRecord?, _ suggestion: PriceList.Model?) -> ActionForm {
    let zone = visit.selection.serverZone
    let from = edited?.validFrom.flatMap { Timestamp($0) }.map { zone.date(of: $0).description }
    let to = edited?.validTo.flatMap { Timestamp($0) }.map { zone.date(of: $0.adding(microseconds: -1)).description }
    let prices = PricesTexts.fields.map { name, label, hint in
      FormField(name, label, .number, value: edited?.prices[name].map { "\($0)" } ?? suggestion?.price(name) ?? "", hint: hint)
    }
    return ActionForm(
      "save", submit: PricesTexts.save,
      fields: [
        FormField(
          "price_model", PricesTexts.model, value: edited?.model ?? visit.parameters["price_model"] ?? "", hint: PricesTexts.modelHint,
          isRequired: true),
        FormField(
          "price_provider", PricesTexts.provider, value: edited.map { $0.provider ?? "" } ?? visit.parameters["price_provider"] ?? "",
          hint: PricesTexts.providerHint),
        FormField("price_project", PricesTexts.project, value: edited?.project ?? "", hint: PricesTexts.projectHint),
      ] + prices + [
        FormField("valid_from", PricesTexts.firstDay, .date, value: from ?? ""),
        FormField("valid_to", PricesTexts.lastDay, .date, value: to ?? ""),
      ], hidden: edited.flatMap { edited in edited.id.map { [("id", $0), ("seen", edited.tag.text)] } } ?? [], visit: visit)
  }
}
