import Glibc
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import NIOHTTP1
import ServiceLifecycle

/// Serves a site on all its listeners until it is told to stop; then takes no new requests, gives those in flight some time, and
/// cancels what is left.
package struct WebServer: Service {
  private let responder: WebResponder
  private let configuration: WebConfiguration
  private let logger: Logger
  private let onListening: @Sendable (WebConfiguration.Listener) async -> Void

  /// - Parameter onListening: told of each listener as it opens, with the port it really has.
  package init(
    site: Site, configuration: WebConfiguration, logger: Logger,
    onListening: @escaping @Sendable (WebConfiguration.Listener) async -> Void = { _ in }
  ) {
    responder = WebResponder(site: site, configuration: configuration)
    self.configuration = configuration
    self.logger = logger
    self.onListening = onListening
  }

  package func run() async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      let sweeper = Task { [deadlines = responder.deadlines] in await deadlines.run() }
      defer { sweeper.cancel() }
      for listener in configuration.listeners { group.addTask { try await serve(listener) } }
      for try await _ in group {}
    }
  }

  private func serve(_ listener: WebConfiguration.Listener) async throws {
    let application = application(for: listener)
    try await withThrowingTaskGroup(of: Bool.self) { group in
      group.addTask {
        try await application.run()
        return true
      }
      group.addTask {
        try? await gracefulShutdown()
        try? await Task.sleep(for: configuration.drainTimeout)
        return false
      }
      if try await group.next() == false { logger.warning("requests were still running at shutdown and are cancelled") }
      group.cancelAll()
    }
  }

  /// One listener's application. Tests run it without a socket.
  package func application(for listener: WebConfiguration.Listener) -> some ApplicationProtocol {
    let responder = listener.isControl ? responder.forOperator() : responder
    let rules = channelRules(responder)
    return Application(
      responder: responder,
      server: HTTPServerBuilder { WebChannel(responder: $0, rules: rules) },
      configuration: ApplicationConfiguration(
        address: listener.bindAddress, backlog: 1024,
        availableConnectionsDelegate: .maximum(configuration.maximumConnections, logger: logger)),
      onServerRunning: { channel in
        if case .control(let path) = listener { restrict(path) }
        await onListening(listener.bound(to: channel.localAddress))
      },
      logger: logger)
  }

  private func channelRules(_ responder: WebResponder) -> WebChannel.Rules {
    var header = NIOHTTPDecoderLimitConfiguration()
    header.maxHeaderFieldSize = configuration.maximumHeaderBytes
    header.maxHeaderListSize = configuration.maximumHeaderBytes
    header.maxHeaderFieldCount = configuration.maximumHeaderCount
    return WebChannel.Rules(idleTimeout: TimeAmount(configuration.idleTimeout), header: header, sockets: configuration.sockets) {
      responder.opening($0, on: $1, logger: logger)
    }
  }

  private func restrict(_ path: String) {
    if chmod(path, 0o600) != 0 { logger.error("the control socket's mode could not be set", metadata: ["path": .string(path)]) }
  }
}

extension WebConfiguration.Listener {
  var isControl: Bool {
    if case .control = self { true } else { false }
  }

  fileprivate var bindAddress: BindAddress {
    switch self {
    case .tcp(let host, let port): .hostname(host, port: port)
    case .control(let path): .unixDomainSocket(path: path)
    }
  }

  fileprivate func bound(to address: SocketAddress?) -> Self {
    guard case .tcp(let host, _) = self, let port = address?.port else { return self }
    return .tcp(host: host, port: port)
  }
}
