import Hummingbird
import Ingest
import Usage
import Web

extension NativeAPI {
  var ingestion: Endpoint {
    Endpoint(
      .get, "/v1/ingestion", access: .scope(.admin),
      .init(
        "ingestion", "How recording goes, and how it went in the last day",
        description:
          "Counts are since the start of the server; `history` has the last day in steps of ten minutes, as far back as the start. `delays`: how long after they happened the events of the last day came in; of large bodies some events stand for all.",
        tags: ["Recording"]),
      answers: [.init(.ok, "The state.", [.json: IngestionAnswer.schema])]
    ) { _ in .json(IngestionAnswer(health: recorder.health(now: TimeSource.system.now())).json) }
  }
}

struct IngestionAnswer {
  let health: IngestHealth

  var json: JSONWriter {
    let state = health.statistics
    var writer = JSONWriter(reservingCapacity: 16 << 10)
    writer.object { writer in
      writer.counts([("accepted", state.accepted), ("duplicates", state.duplicates), ("rejected", state.quarantined)])
      writer.key("refused_requests")
      writer.object { $0.counts([("overloaded", state.overloaded), ("unavailable", state.unavailable)]) }
      writer.load("queued", state.queued)
      writer.load("unstored", state.unstored)
      writer.member(
        "store_lag_ms", Double(state.storeLag.components.seconds) * 1000 + Double(state.storeLag.components.attoseconds) * 1e-15)
      writer.member("journal_bytes", health.journalBytes.map(Int64.init))
      writer.member("average_commit_ms", state.commits.averageMilliseconds)
      writer.member("average_store_ms", state.stores.averageMilliseconds)
      writer.member("journal_failure", state.journalFailure)
      writer.member("store_failure", state.sinkFailure)
      delays(&writer)
      writer.key("history")
      writer.array { list in for bucket in health.buckets { list.object { Self.write(bucket, &$0) } } }
    }
    return writer
  }

  private func delays(_ writer: inout JSONWriter) {
    let delays = health.delays
    writer.key("delays")
    writer.object { writer in
      writer.member("ahead", Int64(delays.ahead))
      writer.key("counts")
      writer.array { list in
        for (index, count) in delays.counts.enumerated() {
          list.object { writer in
            writer.member("at_most_seconds", index < EventDelays.bounds.count ? EventDelays.bounds[index] : nil)
            writer.member("events", Int64(count))
          }
        }
      }
    }
  }

  private static func write(_ bucket: IngestHistory.Bucket, _ writer: inout JSONWriter) {
    writer.member("start", bucket.start.description)
    writer.counts([("accepted", bucket.accepted), ("duplicates", bucket.duplicates)])
    writer.key("rejected")
    writer.object { $0.counts(bucket.rejected.map { ($0.key.rawValue, $0.value) }.sorted { $0.0 < $1.0 }) }
  }

  static let schema: Schema = .object([
    "accepted": .integer, "duplicates": .integer, "rejected": .integer,
    "refused_requests": .object(["overloaded": .integer, "unavailable": .integer]), "queued": load, "unstored": load,
    "store_lag_ms": .number, "journal_bytes": Schema.integer.orNull, "average_commit_ms": Schema.number.orNull,
    "average_store_ms": Schema.number.orNull, "journal_failure": Schema.string.orNull, "store_failure": Schema.string.orNull,
    "delays": .object([
      "ahead": .integer, "counts": .array(of: .object(["at_most_seconds": Schema.integer.orNull, "events": .integer])),
    ]),
    "history": .array(
      of: .object(["start": .instant, "accepted": .integer, "duplicates": .integer, "rejected": .map(of: .integer)])),
  ])

  private static let load: Schema = .object(["events": .integer, "bytes": .integer])
}

extension JSONWriter {
  fileprivate mutating func counts(_ counts: [(String, Int)]) {
    for (name, count) in counts { member(name, Int64(count)) }
  }

  fileprivate mutating func load(_ name: String, _ load: WriterLoad) {
    key(name)
    object { $0.counts([("events", load.records), ("bytes", load.bytes)]) }
  }
}
