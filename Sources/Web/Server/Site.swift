import CoreMetrics
import Usage

/// What a server serves: the endpoints of all surfaces and what they share.
package struct Site: Sendable {
  package var endpoints: [Endpoint]
  /// By path prefix; the longest that fits is taken, also for paths that no endpoint has. Elsewhere: problem+json.
  package var errorShapes: [(prefix: String, shape: any ErrorShape)]
  package var problemTranslators: [ProblemTranslator]
  package var authenticator: any Authenticator
  package var sessionCookie: SessionCookie?
  package var metrics: any MetricsFactory
  package var allowedOrigins: AllowedOrigins
  package var now: @Sendable () -> Timestamp
  /// Seconds of a clock that never goes back.
  package var uptime: @Sendable () -> Int64

  package init(
    endpoints: [Endpoint], errorShapes: [(prefix: String, shape: any ErrorShape)] = [], problemTranslators: [ProblemTranslator] = [],
    authenticator: any Authenticator, sessionCookie: SessionCookie? = nil, metrics: any MetricsFactory = NOOPMetricsHandler.instance,
    allowedOrigins: AllowedOrigins = [], now: @escaping @Sendable () -> Timestamp,
    uptime: @escaping @Sendable () -> Int64 = { ContinuousClock.now.secondsSinceStart }
  ) {
    self.endpoints = endpoints
    self.errorShapes = errorShapes
    self.problemTranslators = problemTranslators
    self.authenticator = authenticator
    self.sessionCookie = sessionCookie
    self.metrics = metrics
    self.allowedOrigins = allowedOrigins
    self.now = now
    self.uptime = uptime
  }

  func errorShape(for path: String) -> any ErrorShape { errorShapes.shape(for: path) }
}

extension [(prefix: String, shape: any ErrorShape)] {
  func shape(for path: String) -> any ErrorShape {
    filter { path.hasPrefix($0.prefix) }.max { $0.prefix.utf8.count < $1.prefix.utf8.count }?.shape ?? ProblemShape()
  }
}
