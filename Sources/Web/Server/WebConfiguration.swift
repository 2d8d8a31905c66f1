/// How the server listens, and what it bears.
package struct WebConfiguration: Sendable {
  package enum Listener: Hashable, Sendable {
    /// Port 0 takes a free one.
    case tcp(host: String, port: Int)
    /// A socket file that only its owner may open. Who comes this way acts as the local operator.
    case control(path: String)
  }

  package enum AccessLog: String, CaseIterable, Sendable {
    case off, failures, all
  }

  package var listeners: [Listener]
  /// Bytes of a body, before and after decompression.
  package var bodyLimit = 64 << 20
  /// Bytes that all bodies in flight may hold together.
  package var bodyMemory = 512 << 20
  package var bodyTimeout: Duration = .seconds(30)
  /// To the beginning of the answer; a stream may go on after it.
  package var answerTimeout: Duration = .seconds(60)
  /// Also bounds the time for the headers.
  package var idleTimeout: Duration = .seconds(60)
  package var drainTimeout: Duration = .seconds(8)
  package var maximumConnections = 4096
  package var sockets = SocketLimits()
  package var maximumHeaderBytes = 32 << 10
  package var maximumHeaderCount = 100
  /// Refused credentials from one address in a minute before it is told to wait.
  package var failedAttemptLimit = 30
  package var accessLog = AccessLog.all
  /// Set behind a proxy that writes X-Forwarded-For and X-Forwarded-Proto itself.
  package var trustsForwardedHeaders = false

  package init(listeners: [Listener]) { self.listeners = listeners }
}
