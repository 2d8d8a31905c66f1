import CoreMetrics
import Synchronization

/// Requests being answered now.
final class InFlightGauge: Sendable {
  private let meter: any MeterHandler

  init(factory: any MetricsFactory) { meter = factory.makeMeter(label: "weir_http_requests_in_flight", dimensions: []) }

  func increment() { meter.increment(by: 1) }
  func decrement() { meter.decrement(by: 1) }
}
