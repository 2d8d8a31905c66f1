import Semantics
import Surfaces
import Usage

/// Other products' APIs that this server speaks, in the order in which they are told.
struct AllSurfaces {
  let installation: Installation
  let clock: TimeSource
  let zone: Zone
  let budget: QueryBudget
  let keepsContent: Bool
  let modelTiers: TierTable

  /// What the setting `apis` may name.
  static let names = [UmbracoAPI.name, AutoAnalystAPI.name, ClaraVerseAPI.name, OpenWebUIAPI.name]

  /// Those that are switched on. Of one that is off no path is known.
  func chosen(_ names: Set<String>) -> [CompatibleSurface] { all.filter { names.contains($0.name) } }

  var all: [CompatibleSurface] {
    [
      UmbracoAPI(
        engine: installation.engine, records: installation.engine, names: UserDirectory(installation.engine, budget: budget), clock: clock,
        budget: budget
      ).surface,
      AutoAnalystAPI(
        engine: installation.engine, reports: installation.engine, activity: installation.engine, opinions: opinions,
        live: installation.live, clock: clock, budget: budget, tiers: modelTiers
      ).surface,
      ClaraVerseAPI(
        engine: installation.engine, reports: installation.engine, directory: installation.engine, tiers: installation.store,
        clock: clock, budget: budget, storage: { [store = installation.store] in store.size }
      ).surface,
      OpenWebUIAPI(
        engine: installation.engine, store: installation.store, opinions: opinions, clock: clock, zone: zone, budget: budget
      ).surface,
    ]
  }

  private var opinions: FeedbackDesk { FeedbackDesk(store: installation.engine, keepsContent: keepsContent, budget: budget) }
}
