import Ingest
import Web

/// The figures of the writer and the store, read when somebody asks for the metrics.
enum ServerGauges {
  static let help: [String: String] = [
    "weir_ingest_events": "Events by verdict since the start.",
    "weir_ingest_refused_requests": "Requests turned away because too much waited or the disk failed.",
    "weir_ingest_queue_events": "Events waiting to be committed.",
    "weir_ingest_unstored_events": "Committed events waiting to be stored.",
    "weir_ingest_store_lag_seconds": "How long the oldest of them has waited.",
    "weir_ingest_commit_seconds": "Time of the last group commit.",
    "weir_ingest_indexed_identities": "Event identities known.",
    "weir_database_bytes": "Size of the database and its log.",
    "weir_query_seconds": "Time of queries in the engine.",
  ]

  static func register(in registry: PrometheusRegistry, _ installation: Installation) {
    let writer = installation.writer
    func gauge(_ name: String, _ labels: [(String, String)] = [], _ read: @escaping @Sendable (WriterStatistics) -> Double) {
      registry.gauge(name, labels: labels) { read(writer.statistics) }
    }
    gauge("weir_ingest_events", [("verdict", "accepted")]) { Double($0.accepted) }
    gauge("weir_ingest_events", [("verdict", "duplicate")]) { Double($0.duplicates) }
    gauge("weir_ingest_events", [("verdict", "rejected")]) { Double($0.quarantined) }
    gauge("weir_ingest_refused_requests", [("reason", "overloaded")]) { Double($0.overloaded) }
    gauge("weir_ingest_refused_requests", [("reason", "unavailable")]) { Double($0.unavailable) }
    gauge("weir_ingest_queue_events") { Double($0.queued.records) }
    gauge("weir_ingest_unstored_events") { Double($0.unstored.records) }
    gauge("weir_ingest_store_lag_seconds") { $0.storeLag.inSeconds }
    gauge("weir_ingest_commit_seconds") { $0.lastCommit.inSeconds }
    gauge("weir_ingest_indexed_identities") { Double($0.indexedEvents) }
    registry.gauge("weir_database_bytes") { Double(installation.store.size) }
  }
}
