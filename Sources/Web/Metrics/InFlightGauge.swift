import CoreMetrics
import Synchronization

/// What is under way now: requests being answered, open sockets.
final class InFlightGauge: Sendable {
  private let meter: any MeterHandler

  init(_ label: String, factory: any MetricsFactory) { meter = factory.makeMeter(label: label, dimensions: []) }

  func increment() { meter.increment(by: 1) }
  func decrement() { meter.decrement(by: 1) }
}
