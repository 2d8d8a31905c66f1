import Foundation
import Logging
import ServiceLifecycle
import Usage
import Web

/// What a command works on: a server somewhere, or a data directory. A directory whose server runs is reached through that server; on
/// any other the command runs a server of its own for the time being, which listens on the control socket alone. So there is one way to
/// everything, and it is the API.
package enum CommandTarget: Sendable {
  case server(url: String, key: String?)
  case directory(Configuration)

  /// Tells one target from another.
  package var name: String {
    switch self {
    case .server(let url, _): url
    case .directory(let configuration): Self.absolute(configuration.data)
    }
  }

  package func connect<T: Sendable>(_ body: @escaping @Sendable (APIConnection) async throws -> T) async throws -> T {
    switch self {
    case .server(let url, let key): return try await APIConnection.with(url: url, key: key, body)
    case .directory(let configuration):
      if DataDirectory.isInUse(path: configuration.data) {
        return try await APIConnection.with(socket: Self.runningSocket(configuration.data), body)
      }
      return try await LocalServer(configuration).run(body)
    }
  }

  private static func runningSocket(_ data: String) throws -> String {
    let path = absolute(data) + "/control.sock"
    guard FileManager.default.fileExists(atPath: path) else {
      throw CommandFailure(
        "The data directory \(data) is in use by a process that cannot be reached there. Try again in a moment, or use --url and --key.")
    }
    return path
  }

  private static func absolute(_ path: String) -> String {
    path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
  }
}
