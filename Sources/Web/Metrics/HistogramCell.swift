import CoreMetrics
import Synchronization

/// Counts values by size. Times come in nanoseconds and are kept in seconds.
final class HistogramCell: PrometheusCell, RecorderHandler, TimerHandler {
  private struct State {
    /// One more than there are bounds: the last counts what lies above all of them.
    var counts: [UInt64]
    var sum: Double = 0
  }

  private let bounds: [Double]
  private let state: Mutex<State>

  init(bounds: [Double]) {
    self.bounds = bounds
    state = Mutex(State(counts: Array(repeating: 0, count: bounds.count + 1)))
  }

  func record(_ value: Int64) { record(Double(value)) }
  func recordNanoseconds(_ duration: Int64) { record(Double(duration) / 1e9) }

  func record(_ value: Double) {
    let index = bounds.firstIndex { value <= $0 } ?? bounds.count
    state.withLock { state in
      state.counts[index] += 1
      state.sum += value
    }
  }

  func write(name: String, labels: String, to text: inout String) {
    let state = state.withLock { $0 }
    Self.write(SampledHistogram(counts: state.counts, sum: state.sum), bounds: bounds, name: name, labels: labels, to: &text)
  }

  static func write(_ histogram: SampledHistogram, bounds: [Double], name: String, labels: String, to text: inout String) {
    var total: UInt64 = 0
    for (bound, count) in zip(bounds + [.infinity], histogram.counts) {
      total += count
      let bound = "le=\"\(PrometheusText.number(bound))\""
      text += PrometheusText.line(name + "_bucket", labels.isEmpty ? bound : labels + "," + bound, String(total))
    }
    text += PrometheusText.line(name + "_sum", labels, PrometheusText.number(histogram.sum))
    text += PrometheusText.line(name + "_count", labels, String(total))
  }
}
