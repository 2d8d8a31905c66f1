import Accounts
import Hummingbird
import Logging

/// One line of the log for one request. The query is left out: contracts exist that put keys there.
enum AccessLine {
  static func isWanted(_ kind: WebConfiguration.AccessLog, status: Int, logger: Logger) -> Bool {
    switch kind {
    case .off: false
    case .failures: status >= 400 && logger.logLevel <= .info
    case .all: logger.logLevel <= .info
    }
  }

  static func write(_ response: Response, _ exchange: Exchange, nanoseconds: Int64, to logger: Logger) {
    var metadata: Logger.Metadata = [
      "request_id": .string(exchange.id),
      "method": .string(exchange.request.method.rawValue),
      "route": .string(exchange.route.endpoint.path),
      "path": .string(String(exchange.request.uri.path.prefix(200))),
      "status": .stringConvertible(response.status.code),
      "duration_ms": .stringConvertible(Double(nanoseconds / 1000) / 1000),
    ]
    if let bytes = response.headers[.contentLength] { metadata["bytes"] = .string(bytes) }
    switch exchange.principal?.kind {
    case .key(let id): metadata["principal"] = .string(id.text)
    case .localOperator: metadata["principal"] = "local-operator"
    case nil: break
    }
    logger.info("request", metadata: metadata)
  }
}
