import Ingest
import Semantics
import Usage
import Web

/// The state of recording in figures.
struct IngestionView: Sendable {
  let health: IngestHealth
  let zone: Zone
  let hasCharts: Bool

  var state: PanelBody {
    let now = health.statistics
    let row = TileRow([
      .init("accepted", IngestionTexts.accepted, .integer(Int64(now.accepted))),
      .init("duplicates", IngestionTexts.duplicates, .integer(Int64(now.duplicates))),
      .init("rejected", IngestionTexts.rejected, .integer(Int64(now.quarantined))),
      .init("refused_requests", IngestionTexts.refused, .integer(Int64(now.overloaded + now.unavailable))),
      .init("queued_events", IngestionTexts.queued, .integer(Int64(now.queued.records))),
      .init("unstored_events", IngestionTexts.unstored, .integer(Int64(now.unstored.records))),
      .init("store_lag_ms", IngestionTexts.lag, .real(now.storeLag.milliseconds), .milliseconds),
      .init("average_commit_ms", IngestionTexts.commit, Value(now.commits.averageMilliseconds), .milliseconds),
    ])
    let failures = [now.journalFailure.map(IngestionTexts.journalFails), now.sinkFailure.map(IngestionTexts.storeFails)]
    let notices = failures.compactMap { $0.map { Notice(.bad, "\($0)").html } }
    let facts = DescriptionList(items: [
      (IngestionTexts.journal, health.journalBytes.map { "\(Self.size($0))" } ?? Figure.unknown.html),
      (IngestionTexts.store, Figure(Value(now.stores.averageMilliseconds), .milliseconds).html),
    ])
    return PanelBody("\(notices)\(row.html)<div class=\"after\">\(facts.html)</div>", table: row.table)
  }

  var verdicts: PanelBody {
    let titles = [IngestionTexts.accepted, IngestionTexts.duplicates, IngestionTexts.rejected]
    let points = health.buckets.map { bucket in
      Chart.Point(bucket.start, in: zone, isWithinDay: true, figures: Self.counts(bucket).map { Figure($0) })
    }
    let chart = Chart(
      title: IngestionTexts.verdicts, axis: IngestionTexts.time, series: titles.map { .init(title: $0, unit: "count", style: .stack) },
      points: points, hasLibrary: hasCharts, height: .short)
    let columns =
      [DataTable.Column("start", IngestionTexts.time)] + zip(["accepted", "duplicates", "rejected"], titles).map { .init($0, $1, .count) }
    let rows = health.buckets.map { bucket in [DataTable.Cell(.instant(bucket.start))] + Self.counts(bucket).map { DataTable.Cell($0) } }
    return PanelBody(
      "\(chart.html)<p class=\"note after\">\(IngestionTexts.historyNote)</p>", table: DataTable(columns, rows: rows))
  }

  private static func counts(_ bucket: IngestHistory.Bucket) -> [Value] {
    [bucket.accepted, bucket.duplicates, bucket.rejected.values.reduce(0, +)].map { .integer(Int64($0)) }
  }

  var reasons: PanelBody {
    let found = health.rejections
    guard !found.isEmpty else { return PanelBody("<p class=\"note\">\(IngestionTexts.noRejections)</p>") }
    return Self.bars(IngestionTexts.reason, "reason", found.map { (IngestionTexts.meaning(of: $0.code), $0.count) })
  }

  var delays: PanelBody {
    let delays = health.delays
    let names = EventDelays.bounds.map(IngestionTexts.within) + [IngestionTexts.later]
    var counts = Array(zip(names, delays.counts))
    if delays.ahead > 0 { counts.append((IngestionTexts.ahead, delays.ahead)) }
    guard counts.contains(where: { $0.1 > 0 }) else { return PanelBody("<p class=\"note\">\(IngestionTexts.noEvents)</p>") }
    return Self.bars(IngestionTexts.delay, "delay", counts)
  }

  private static func bars(_ title: String, _ name: String, _ counts: [(String, Int)]) -> PanelBody {
    let most = Double(counts.map(\.1).max() ?? 1), whole = Double(counts.map(\.1).reduce(0, +))
    let items = counts.map { label, count in
      BarList.Item(
        name: "\(label)", address: nil, length: most > 0 ? Double(count) / most : 0,
        figures: [Figure(.integer(Int64(count))), .share(of: Double(count), in: whole)])
    }
    let table = DataTable(
      [.init(name, title), .init("events", IngestionTexts.events, .count)],
      rows: counts.map { [.text($0.0), .init(.integer(Int64($0.1)))] })
    return PanelBody(BarList(title: title, columns: [IngestionTexts.events, IngestionTexts.share], items: items).html, table: table)
  }

  /// "64 MB"
  private static func size(_ bytes: Int) -> String {
    let units = ["bytes", "kB", "MB", "GB", "TB"]
    var size = Double(bytes), unit = 0
    while size >= 1000, unit < units.count - 1 { (size, unit) = (size / 1000, unit + 1) }
    return Figure(.real(size)).text + " " + units[unit]
  }
}

extension Duration {
  fileprivate var milliseconds: Double { Double(components.seconds) * 1000 + Double(components.attoseconds) * 1e-15 }
}
