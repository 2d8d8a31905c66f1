import CoreMetrics
import Synchronization

/// A sum that only grows. Whole numbers and fractions are kept apart, so that counting requests is one atomic addition.
final class CounterCell: PrometheusCell, CounterHandler, FloatingPointCounterHandler {
  private let whole = Atomic<Int64>(0)
  private let fraction = Mutex<Double>(0)

  func increment(by amount: Int64) { whole.wrappingAdd(amount, ordering: .relaxed) }
  func increment(by amount: Double) { fraction.withLock { $0 += amount } }

  func reset() {
    whole.store(0, ordering: .relaxed)
    fraction.withLock { $0 = 0 }
  }

  func write(name: String, labels: String, to text: inout String) {
    let value = Double(whole.load(ordering: .relaxed)) + fraction.withLock { $0 }
    text += PrometheusText.line(name, labels, PrometheusText.number(value))
  }
}
