import HTTPTypes
import Hummingbird

/// A WebSocket of the HTTP interface. Its `endpoint` stands in the table like any other: callers are let in by its access before the
/// upgrade, and whoever is not gets the usual answer in the usual shape. With a session cookie the upgrade must come from a page of this
/// server, for browsers let any page open a socket.
package struct SocketEndpoint: Sendable {
  /// Runs while the connection is open; when it returns, the connection is closed with 1000. Throwing a `SocketClosure` closes with its
  /// code, throwing a `Problem` with 1008 (1013 if it can be
  /// tried again), throwing anything else with 1011. It is cancelled when the connection ends.
  package typealias Handler = @Sendable (SocketCall, SocketConnection) async throws -> Void

  package var endpoint: Endpoint

  /// - Parameter withoutUpgrade: what a plain GET of the path is told.
  package init(
    _ path: String, access: Access, _ documentation: Endpoint.Documentation, parameters: [Parameter] = [],
    allowsUndeclaredQuery: Bool = false, isHidden: Bool = false, withoutUpgrade: Problem = .upgradeRequired, handler: @escaping Handler
  ) {
    endpoint = Endpoint(
      .get, path, access: access, documentation, parameters: parameters,
      answers: [
        .init(.switchingProtocols, "The connection is a WebSocket from here on."),
        .problem(withoutUpgrade.status, "The request does not ask for a WebSocket."),
      ], allowsUndeclaredQuery: allowsUndeclaredQuery, isHidden: isHidden
    ) { _ in throw withoutUpgrade }
    endpoint.socket = handler
  }
}

extension Problem {
  package static let upgradeRequired = Problem(
    .upgradeRequired, "This is a WebSocket.", headers: [.upgrade: "websocket", .connection: "upgrade"])
}
