import Accounts
import Dashboard
import Foundation
import Jobs
import Logging
import Metrics
import NIOCore
import ServiceLifecycle
import Surfaces
import Usage
import Web

/// `weir serve`: opens the installation, serves it until told to stop, and closes it in order.
package struct Server: Sendable {
  private let configuration: Configuration
  private let logger: Logger
  private let print: @Sendable (String) -> Void

  /// What is left of the ten seconds after the requests in flight had theirs.
  private static let drainTime = Duration.seconds(4)
  private static let storeTime = Duration.seconds(4)

  /// - Parameter print: takes the lines meant for the person who started the server.
  package init(_ configuration: Configuration, print: @escaping @Sendable (String) -> Void) {
    self.configuration = configuration
    self.print = print
    logger = ServerLog.make(configuration)
  }

  package func run() async throws {
    // Bootstrapped before anything makes a metric.
    let metrics = PrometheusRegistry(help: ServerGauges.help)
    MetricsSystem.bootstrap(metrics)
    let installation = try await Installation.open(configuration, logger: logger)
    ServerGauges.register(in: metrics, installation)
    let outcome = await Result { try await serve(installation, metrics) }
    _ = await installation.close(deadline: Self.storeTime) { logger.notice("\($0)") }
    try outcome.get()
  }

  private func serve(_ installation: Installation, _ metrics: PrometheusRegistry) async throws {
    let tickets = SignInTickets()
    let invitation = try await Invitation(installation.keys, tickets, now: TimeSource.system.now())
    let scheduler = Scheduler.standard(installation, logger: logger)
    let site = try Composition(
      configuration: configuration, installation: installation, metrics: metrics, tickets: tickets, scheduler: scheduler
    ).site()
    let server = WebServer(site: site, configuration: web(installation), logger: logger) { listener in
      if case .tcp(let host, let port) = listener { announce(host, port, invitation) }
    }
    var group = ServiceGroupConfiguration(
      services: [
        server, Housekeeping(installation: installation, logger: logger), LiveDelivery(hub: installation.live),
        JobService(scheduler: scheduler),
      ],
      gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
    group.maximumGracefulShutdownDuration = Self.drainTime + .seconds(1)
    do { try await ServiceGroup(configuration: group).run() } catch let error as IOError {
      // Nothing else that the services do fails this way.
      throw cannotListen(String(cString: strerror(error.errnoCode)))
    } catch is SocketAddressError {
      throw cannotListen("there is no such address")
    }
  }

  private func cannotListen(_ reason: String) -> CommandFailure {
    CommandFailure("Weir cannot listen on \(configuration.host):\(configuration.port): \(reason).")
  }

  private func web(_ installation: Installation) -> WebConfiguration {
    var web = WebConfiguration(listeners: [.tcp(host: configuration.host, port: configuration.port)])
    if installation.directory.canBeReached {
      web.listeners.append(.control(path: installation.directory.controlSocket))
    } else {
      logger.warning("the data directory's path is too long for a control socket: use --url with local commands")
    }
    web.bodyLimit = configuration.maxBody
    web.answerTimeout = configuration.requestTimeout
    web.maximumConnections = configuration.maxConnections
    web.drainTimeout = Self.drainTime
    web.accessLog = logger.logLevel <= .debug ? .all : .failures
    return web
  }

  private func announce(_ host: String, _ port: Int, _ invitation: Invitation?) {
    let url = configuration.publicURL ?? "http://\(host.contains(":") ? "[\(host)]" : host):\(port)"
    if let invitation {
      let data = URL(filePath: configuration.data).path
      let demo = "\(ProgramName.current().quotedForShell) demo --data \(data.quotedForShell)"
      print("admin key (shown this once): \(invitation.secret)")
      print("sign in: \(url)/sign-in/\(invitation.ticket)")
      print("to look around with made-up usage: \(demo) (and --remove takes it away)")
    }
    print("listening on http://\(host.contains(":") ? "[\(host)]" : host):\(port)")
  }
}

/// The key and the sign-in link that the very first start gives.
private struct Invitation: Sendable {
  let secret: String
  let ticket: String

  /// nil if there are keys already.
  init?(_ keys: KeyRing, _ tickets: SignInTickets, now: Timestamp) async throws {
    guard keys.all().isEmpty else { return nil }
    let made = try await keys.create(KeyRequest(name: "admin", scope: .admin), now: now)
    secret = made.secret.text
    ticket = tickets.issue(for: made.key.id, now: now)
  }
}

extension Result where Failure == any Error {
  fileprivate init(catching body: () async throws -> Success) async {
    do { self = .success(try await body()) } catch { self = .failure(error) }
  }
}
