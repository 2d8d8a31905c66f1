import CoreMetrics
import Synchronization

/// The metrics of the process, for Prometheus to fetch: a backend of swift-metrics that renders the text format 0.0.4.
package final class PrometheusRegistry: MetricsFactory {
  private let help: [String: String]
  private let buckets: [Double]
  private let families = Mutex<[String: PrometheusFamily]>([:])
  private let samplers = Mutex<[Sampler]>([])

  private struct Sampler {
    var name: String
    var labels: String
    var read: @Sendable () -> Double?
  }

  /// - Parameters:
  ///   - help: what each metric means, by its name as rendered.
  ///   - buckets: upper bounds of the histograms, ascending; for timers in seconds.
  package init(
    help: [String: String] = [:], buckets: [Double] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]
  ) {
    self.help = help
    self.buckets = buckets
  }

  /// A gauge that is read when Prometheus asks; nil leaves its line out.
  package func gauge(_ name: String, labels: [(String, String)] = [], read: @escaping @Sendable () -> Double?) {
    let sampler = Sampler(name: PrometheusText.name(name), labels: PrometheusText.labels(labels), read: read)
    samplers.withLock { $0.append(sampler) }
  }

  /// A counter that is kept elsewhere. Its name gets the suffix `_total`.
  package func counter(_ name: String, labels: [(String, String)] = [], read: @escaping @Sendable () -> Double) {
    let name = PrometheusText.name(name, suffix: "_total")
    _ = cell(name, .counter, labels: PrometheusText.labels(labels)) { SampledCell(.counter(read)) }
  }

  /// A histogram that is kept elsewhere.
  package func histogram(_ name: String, bounds: [Double], read: @escaping @Sendable () -> SampledHistogram) {
    _ = cell(PrometheusText.name(name), .histogram, labels: "") { SampledCell(.histogram(bounds: bounds, read)) }
  }

  package func render() -> String {
    for sampler in samplers.withLock({ $0 }) {
      let gauge = cell(sampler.name, .gauge, labels: sampler.labels) { GaugeCell() }
      if let value = sampler.read() { gauge?.record(value) } else { remove(sampler.labels, from: sampler.name) }
    }
    let families = families.withLock { $0 }
    return families.sorted { $0.key < $1.key }.map { name, family in family.text(name: name, help: help[name]) }.joined()
  }

  /// The series of that name and labels, made if new; nil if the name stands for another kind of metric or has too many series. Such
  /// a handler still works, but nobody sees it.
  private func cell<Cell: PrometheusCell>(
    _ name: String, _ kind: PrometheusFamily.Kind, labels: String, make: () -> Cell
  ) -> Cell? {
    families.withLock { $0[name, default: PrometheusFamily(kind: kind)].cell(kind, labels: labels, make: make) }
  }

  private func remove(_ labels: String, from name: String) {
    families.withLock { _ = $0[name]?.series.removeValue(forKey: labels) }
  }

  private func counter(_ label: String, _ dimensions: [(String, String)]) -> CounterCell {
    let name = PrometheusText.name(label, suffix: "_total")
    return cell(name, .counter, labels: PrometheusText.labels(dimensions)) { CounterCell() } ?? CounterCell()
  }

  private func gauge(_ label: String, _ dimensions: [(String, String)]) -> GaugeCell {
    cell(PrometheusText.name(label), .gauge, labels: PrometheusText.labels(dimensions)) { GaugeCell() } ?? GaugeCell()
  }

  private func histogram(_ name: String, _ dimensions: [(String, String)]) -> HistogramCell {
    let buckets = buckets
    return cell(name, .histogram, labels: PrometheusText.labels(dimensions)) { HistogramCell(bounds: buckets) }
      ?? HistogramCell(bounds: buckets)
  }

  package func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler { counter(label, dimensions) }
  package func makeFloatingPointCounter(label: String, dimensions: [(String, String)]) -> any FloatingPointCounterHandler {
    counter(label, dimensions)
  }
  package func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler { gauge(label, dimensions) }
  package func makeRecorder(label: String, dimensions: [(String, String)], aggregate: Bool) -> any RecorderHandler {
    aggregate ? histogram(PrometheusText.name(label), dimensions) : gauge(label, dimensions)
  }
  package func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
    histogram(PrometheusText.name(label, suffix: "_seconds"), dimensions)
  }

  // Handlers with equal names and labels share one series, so none is taken away when one handler goes.
  package func destroyCounter(_ handler: any CounterHandler) {}
  package func destroyFloatingPointCounter(_ handler: any FloatingPointCounterHandler) {}
  package func destroyMeter(_ handler: any MeterHandler) {}
  package func destroyRecorder(_ handler: any RecorderHandler) {}
  package func destroyTimer(_ handler: any TimerHandler) {}
}
