import Accounts
import HTTPTypes
import Hummingbird
import Logging

/// One request on its way through an endpoint, checked and decoded as far as the table of endpoints can.
package struct Call: Sendable {
  package let request: Request
  /// The request's id, which stands in the log, in problems and in the answer's X-Request-ID.
  package let id: String
  package let query: QueryParameters
  /// Who calls; nil only where the endpoint's access lets unknown callers in.
  package let visitor: Principal?
  let pathParameters: [String: String]
  let bodyReader: BodyReader
  let baseLogger: Logger
  /// For handlers that find a wrong credential where the server does not look: counts it against the client's address. The seconds to
  /// wait if there were too many, else nil.
  package let countRefusal: @Sendable () -> Int?

  /// Who calls. Never throws where the endpoint's access demands a scope or a key.
  package var principal: Principal {
    get throws(Problem) {
      guard let visitor else { throw .unauthorized("A key is needed.") }
      return visitor
    }
  }

  package var headers: HTTPFields { request.headers }

  /// The Content-Type without its parameters.
  package var contentType: ContentType? { headers[.contentType].map(ContentType.init(header:)) }

  /// The request's path, still encoded.
  package var path: String { request.uri.path }

  /// Made when asked for: most requests log nothing.
  package var logger: Logger {
    var logger = baseLogger
    logger[metadataKey: "request_id"] = .string(id)
    return logger
  }

  /// A `{name}` segment of the endpoint's path, decoded.
  package func segment(_ name: String) -> String {
    guard let value = pathParameters[name] else { preconditionFailure("The endpoint's path has no segment {\(name)}") }
    return value
  }

  /// The whole body, decompressed. Can be read once. Throws 400, 408, 413 or 415.
  /// - Parameter limit: bytes, before and after decompression; nil: the endpoint's limit, else the server's.
  package func body(limit: Int? = nil) async throws -> ByteBuffer {
    try await bodyReader.read(request, limit: limit)
  }
}
