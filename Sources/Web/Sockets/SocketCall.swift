import Accounts
import HTTPTypes
import Logging

/// The request that opened a WebSocket.
package struct SocketCall: Sendable {
  package let head: HTTPRequest
  /// The request's id, which stands in the log and in the upgrade's X-Request-ID.
  package let id: String
  package let query: QueryParameters
  /// Who calls; nil only where the endpoint's access lets unknown callers in.
  package let visitor: Principal?
  let pathParameters: [String: String]
  package let logger: Logger

  /// Who calls. Never throws where the endpoint's access demands a scope or a key.
  package var principal: Principal {
    get throws(Problem) {
      guard let visitor else { throw .unauthorized("A key is needed.") }
      return visitor
    }
  }

  /// A `{name}` segment of the endpoint's path, decoded.
  package func segment(_ name: String) -> String {
    guard let value = pathParameters[name] else { preconditionFailure("The endpoint's path has no segment {\(name)}") }
    return value
  }
}
