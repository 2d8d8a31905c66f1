import Dashboard
import Foundation
import Jobs
import Logging
import ServiceLifecycle
import Web

/// A server for the time of one command, which only that command can reach.
struct LocalServer: Sendable {
  private let configuration: Configuration
  private let logger: Logger

  init(_ configuration: Configuration) {
    var configuration = configuration
    // A command's own words are for the terminal; the server's only if something is wrong.
    configuration.logLevel = .warning
    self.configuration = configuration
    logger = ServerLog.make(configuration)
  }

  func run<T: Sendable>(_ body: @escaping @Sendable (APIConnection) async throws -> T) async throws -> T {
    let installation = try await Installation.open(configuration, logger: logger)
    let outcome: Result<T, any Error>
    do { outcome = .success(try await serve(installation, body)) } catch { outcome = .failure(error) }
    _ = await installation.close(deadline: .seconds(60))
    return try outcome.get()
  }

  private func serve<T: Sendable>(_ installation: Installation, _ body: @escaping @Sendable (APIConnection) async throws -> T) async throws
    -> T
  {
    // A socket's path is bounded, a data directory's is not.
    let folder = FileManager.default.temporaryDirectory.appending(path: "weir-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let socket = folder + "/control.sock"
    // Nothing comes due here, but a command may ask for a run.
    let scheduler = Scheduler.standard(installation, logger: logger)
    let site = try Composition(
      configuration: configuration, installation: installation, metrics: PrometheusRegistry(), tickets: SignInTickets(),
      scheduler: scheduler
    ).site()
    let (listening, opened) = AsyncStream<Void>.makeStream()
    var web = WebConfiguration(listeners: [.control(path: socket)])
    web.bodyLimit = configuration.maxBody
    web.accessLog = .off
    web.drainTimeout = .seconds(1)
    let server = WebServer(site: site, configuration: web, logger: logger) { _ in opened.finish() }
    let group = ServiceGroup(configuration: .init(services: [server], logger: logger))
    let running = Task { try await group.run() }
    for await _ in listening {}
    let outcome: Result<T, any Error>
    do { outcome = .success(try await APIConnection.with(socket: socket, body)) } catch { outcome = .failure(error) }
    await scheduler.idle()
    await group.triggerGracefulShutdown()
    _ = await running.result
    return try outcome.get()
  }
}
