import Accounts
import Foundation
import Semantics
import Surfaces
import Usage
import Web

/// What has no price, the prices of one's own, and the catalog behind them.
struct PricesPage: Page {
  let path = "/prices"
  let title = PricesTexts.title
  let place = NavigationPlace.prices
  let controls: PageControls = [.period]

  var actions: [PageAction] {
    [
      PageAction("save", done: PricesTexts.saved) { visit, fields in
        let wish = OverrideWish(fields, zone: visit.selection.serverZone)
        return try await Self.told {
          let desk = visit.ports.administration.prices
          let isDone = try await desk.change(by: visit.reader) { present in
            wish.override(present).map { override in present.filter { $0.id != wish.id } + [override] }
          }
          if isDone { return .done() }
          let errors = wish.errors(try await desk.all())
          return .refused(errors, message: errors[OverrideWish.stale])
        }
      },
      PageAction("remove", done: PricesTexts.removed) { visit, fields in
        try await Self.told {
          let isThere = try await visit.ports.administration.prices.remove(fields["id"] ?? "", by: visit.reader)
          return isThere ? .done() : .refused([:], message: PricesTexts.gone)
        }
      },
    ]
  }

  private static func told(_ change: () async throws -> PageAction.Outcome) async throws -> PageAction.Outcome {
    do { return try await change() } catch let problems as PriceDeskProblems {
      return .refused([:], message: problems.problems.joined(separator: " "))
    }
  }

  func panels(_ visit: Visit) async -> [Panel] {
    let desk = visit.ports.administration.prices
    return [
      UnpricedModels(visit: visit).panel,
      Panel("overrides", PricesTexts.overrides, sources: [.init("/v1/prices/overrides")]) {
        OverrideTable(overrides: try await desk.all(for: visit.reader), visit: visit).body
      },
    ] + (visit.administersAll ? [OverrideForm(visit: visit).panel] : []) + [CatalogTable(visit: visit).panel]
  }
}
