import CoreMetrics
import Synchronization

/// The metrics of one route. Handles are made once for each status, so counting a request builds no strings.
final class RouteMetrics: Sendable {
  private let method: String
  private let route: String
  private let factory: any MetricsFactory
  private let duration: any TimerHandler
  private let requests = Mutex<[Int: any CounterHandler]>([:])

  init(method: String, route: String, factory: any MetricsFactory) {
    self.method = method
    self.route = route
    self.factory = factory
    duration = factory.makeTimer(label: "weir_http_request_duration_seconds", dimensions: [("method", method), ("route", route)])
  }

  func record(status: Int, nanoseconds: Int64) {
    let counter = requests.withLock { requests -> any CounterHandler in
      if let counter = requests[status] { return counter }
      let dimensions = [("method", method), ("route", route), ("status", String(status))]
      let counter = factory.makeCounter(label: "weir_http_requests_total", dimensions: dimensions)
      requests[status] = counter
      return counter
    }
    counter.increment(by: 1)
    duration.recordNanoseconds(nanoseconds)
  }
}
