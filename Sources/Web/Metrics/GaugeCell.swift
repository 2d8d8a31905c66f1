import CoreMetrics
import Synchronization

/// A value that goes up and down.
final class GaugeCell: PrometheusCell, MeterHandler, RecorderHandler {
  private let value = Mutex<Double>(0)

  func set(_ value: Int64) { set(Double(value)) }
  func set(_ value: Double) { self.value.withLock { $0 = value } }
  func increment(by amount: Double) { value.withLock { $0 += amount } }
  func decrement(by amount: Double) { value.withLock { $0 -= amount } }
  func record(_ value: Int64) { set(Double(value)) }
  func record(_ value: Double) { set(value) }

  func write(name: String, labels: String, to text: inout String) {
    text += PrometheusText.line(name, labels, PrometheusText.number(value.withLock { $0 }))
  }
}
