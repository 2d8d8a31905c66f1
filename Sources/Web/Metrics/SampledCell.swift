/// A series whose value is kept elsewhere and read when Prometheus asks.
final class SampledCell: PrometheusCell {
  enum Value: Sendable {
    case counter(@Sendable () -> Double)
    case histogram(bounds: [Double], @Sendable () -> SampledHistogram)
  }

  private let value: Value

  init(_ value: Value) { self.value = value }

  func write(name: String, labels: String, to text: inout String) {
    switch value {
    case .counter(let read): text += PrometheusText.line(name, labels, PrometheusText.number(read()))
    case .histogram(let bounds, let read): HistogramCell.write(read(), bounds: bounds, name: name, labels: labels, to: &text)
    }
  }
}

/// How many values fell between two bounds, and their sum.
package struct SampledHistogram: Sendable {
  /// One more than there are bounds: the last counts what lies above all of them.
  package let counts: [UInt64]
  package let sum: Double

  package init(counts: [UInt64], sum: Double) {
    self.counts = counts
    self.sum = sum
  }
}
