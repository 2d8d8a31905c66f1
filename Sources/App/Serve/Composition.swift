import Accounts
import Dashboard
import Foundation
import Ingest
import Jobs
import Semantics
import Surfaces
import Usage
import Web

/// The only wiring: which surfaces there are and what they stand on.
struct Composition {
  let configuration: Configuration
  let installation: Installation
  let metrics: PrometheusRegistry
  let tickets: SignInTickets
  let scheduler: Scheduler

  func site() throws -> Site {
    let cookie = SessionCookie(secret: try installation.directory.secret(named: "session.key"))
    let live = LiveEndpoints(installation.live, keys: installation.keys, now: TimeSource.system.now)
    let operations = OperationsEndpoints(installation: installation, metrics: metrics)
    let surfaces = allSurfaces.chosen(configuration.apis)
    let housekeeping = HousekeepingAPI(scheduler: scheduler, accounts: installation.store, audit: installation.store)
    let persons = PersonAPI(desk: try PersonKeeper(installation), audit: installation.store)
    let shapes = surfaces.flatMap(\.errorShapes) + HousekeepingAPI.errorShapes
    let endpoints =
      native.endpoints + activity.endpoints + spending.endpoints + live.endpoints + operations.endpoints + dashboard(cookie).endpoints
      + costs.endpoints + people.endpoints + surfaces.flatMap(\.endpoints) + housekeeping.endpoints + backup.endpoints
      + reports.endpoints + persons.endpoints
    let own = NativeAPI.schemas.merging(ActivityAPI.schemas) { _, later in later }
    let document = OpenAPIDocument(
      title: "Weir", version: Version.current,
      description: "Records AI requests and answers who used what, what it cost and how well it worked.",
      schemas: surfaces.reduce(into: own) { $0.merge($1.schemas) { own, _ in own } }, errorShapes: shapes)
    return Site(
      endpoints: document.documenting(endpoints.map { $0.timingEngine() }), errorShapes: shapes,
      problemTranslators: LayerProblems.translators,
      authenticator: KeyRingAuthenticator(installation.keys, now: TimeSource.system.now), sessionCookie: cookie, metrics: metrics,
      allowedOrigins: configuration.corsOrigins.allowed(below: surfaces), now: TimeSource.system.now)
  }

  private var native: NativeAPI {
    NativeAPI(
      engine: installation.engine, records: installation.engine, exporter: installation.engine, recorder: installation.recorder,
      quarantine: installation.engine, keys: administration.keys, prices: administration.prices, demo: administration.demo,
      audit: installation.store, clock: clock, zone: zone, budget: budget, facts: administration.facts)
  }

  private var spending: SpendingAPI {
    SpendingAPI(
      engine: installation.engine, budgets: installation.budgets, names: UserDirectory(installation.engine, budget: budget), clock: clock,
      zone: zone, queryBudget: budget)
  }

  private var costs: CostsAPI {
    CostsAPI(engine: installation.engine, clock: clock, zone: zone, budget: budget, tiers: configuration.modelTiers)
  }
  private var reports: ReportAPI { ReportAPI(reports: installation.engine, clock: clock, zone: zone, budget: budget) }

  private var activity: ActivityAPI {
    ActivityAPI(store: installation.engine, keepsContent: configuration.keepsContent, budget: budget, audited: installation.store)
  }

  private var backup: BackupAPI {
    BackupAPI(snapshots: SettledSnapshots(installation), inspector: InstallationInspector(installation), audit: installation.store)
  }

  private var people: PeopleAPI {
    PeopleAPI(
      engine: installation.engine, records: installation.engine, names: UserDirectory(installation.engine, budget: budget), clock: clock,
      zone: zone, budget: budget)
  }

  private func dashboard(_ cookie: SessionCookie) -> Dashboard {
    Dashboard(
      ports: ports, cookie: cookie, tickets: tickets, clock: clock, zone: zone, budget: budget,
      assets: AssetLibrary(chartFolder: Self.chartFolder), isSecure: configuration.publicURL?.hasPrefix("https:") ?? false)
  }

  private var ports: Ports {
    let engine = installation.engine
    return Ports(
      engine: engine, records: engine, activity: engine, reports: engine, names: UserDirectory(engine, budget: budget),
      keys: installation.keys, budgets: installation.budgets, prices: installation.prices, quarantine: engine,
      recorder: installation.recorder, administration: administration)
  }

  private var administration: Administration {
    let store = installation.store
    return Administration(
      jobs: JobDesk(scheduler, log: store), tiers: TierDesk(store), keys: KeyDesk(installation.keys),
      prices: OverrideDesk(installation.prices), demo: demo, audit: store,
      facts: InstallationFacts(configuration, installation, surfaces: allSurfaces.all))
  }

  private var demo: DemoKeeper {
    DemoKeeper(
      installation, ledger: BudgetLedger(engine: installation.engine, zone: zone, budget: budget), keepsContent: configuration.keepsContent)
  }

  private var allSurfaces: AllSurfaces {
    AllSurfaces(
      installation: installation, clock: clock, zone: zone, budget: budget, keepsContent: configuration.keepsContent,
      modelTiers: configuration.modelTiers)
  }

  private var clock: TimeSource { configuration.asOf.map(TimeSource.frozen(at:)) ?? .system }
  private var zone: Zone { Zone(configuration.timeZone) ?? .utc }
  private var budget: QueryBudget { QueryBudget(time: configuration.queryTimeout) }

  /// Where bootstrap put the chart library: beside the binary in a release archive, else in the checkout that the binary was built in.
  static var chartFolder: String? {
    let binary = URL(filePath: (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? CommandLine.arguments[0])
    var candidates = [binary.deletingLastPathComponent().deletingLastPathComponent().appending(path: "share/weir")]
    var folder = binary.deletingLastPathComponent()
    for _ in 0..<5 {
      candidates.append(folder.appending(path: ".deps/echarts"))
      folder = folder.deletingLastPathComponent()
    }
    return candidates.map(\.path).first { FileManager.default.fileExists(atPath: $0 + "/echarts.min.js") }
  }
}
