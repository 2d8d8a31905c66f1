import Ingest
import Web

/// The figures of the writer and the store, read when somebody asks for the metrics.
enum ServerGauges {
  static let help: [String: String] = [
    "weir_ingest_events_total": "Events by verdict since the start.",
    "weir_ingest_refused_requests_total": "Requests turned away because too much waited or the disk failed.",
    "weir_ingest_queue_events": "Events waiting to be committed.",
    "weir_ingest_unstored_events": "Committed events waiting to be stored.",
    "weir_ingest_store_lag_seconds": "How long the oldest of them has waited.",
    "weir_ingest_commit_seconds": "Group commits: writing the journal and synchronizing it.",
    "weir_ingest_store_seconds": "Batches stored by the engine.",
    "weir_ingest_indexed_identities": "Event identities known.",
    "weir_database_bytes": "Size of the database and its log.",
    "weir_query_seconds": "Time of queries in the engine.",
    "weir_open_sockets": "WebSockets open now.",
  ]

  static func register(in registry: PrometheusRegistry, _ installation: Installation) {
    let writer = installation.writer
    func counter(_ name: String, _ label: (String, String), _ read: @escaping @Sendable (WriterStatistics) -> Int) {
      registry.counter(name, labels: [label]) { Double(read(writer.statistics)) }
    }
    func gauge(_ name: String, _ read: @escaping @Sendable (WriterStatistics) -> Double) {
      registry.gauge(name) { read(writer.statistics) }
    }
    func histogram(_ name: String, _ read: @escaping @Sendable (WriterStatistics) -> LatencyHistogram) {
      registry.histogram(name, bounds: LatencyHistogram.bounds) { SampledHistogram(read(writer.statistics)) }
    }
    counter("weir_ingest_events", ("verdict", "accepted"), \.accepted)
    counter("weir_ingest_events", ("verdict", "duplicate"), \.duplicates)
    counter("weir_ingest_events", ("verdict", "rejected"), \.quarantined)
    counter("weir_ingest_refused_requests", ("reason", "overloaded"), \.overloaded)
    counter("weir_ingest_refused_requests", ("reason", "unavailable"), \.unavailable)
    gauge("weir_ingest_queue_events") { Double($0.queued.records) }
    gauge("weir_ingest_unstored_events") { Double($0.unstored.records) }
    gauge("weir_ingest_store_lag_seconds") { $0.storeLag.inSeconds }
    gauge("weir_ingest_indexed_identities") { Double($0.indexedEvents) }
    histogram("weir_ingest_commit_seconds", \.commits)
    histogram("weir_ingest_store_seconds", \.stores)
    registry.gauge("weir_database_bytes") { Double(installation.store.size) }
  }
}

extension SampledHistogram {
  fileprivate init(_ histogram: LatencyHistogram) {
    self.init(counts: histogram.counts.map(UInt64.init), sum: histogram.sum.inSeconds)
  }
}
