import Usage

/// How recording goes at one moment, and how it went in the last day.
package struct IngestHealth: Sendable {
  package let statistics: WriterStatistics
  /// What the journal's files take on the disk; nil if that cannot be told.
  package let journalBytes: Int?
  package let buckets: [IngestHistory.Bucket]

  package init(statistics: WriterStatistics, journalBytes: Int?, buckets: [IngestHistory.Bucket]) {
    self.statistics = statistics
    self.journalBytes = journalBytes
    self.buckets = buckets
  }

  /// Of the last day, the most frequent reason first.
  package var rejections: [(code: Rejection.Code, count: Int)] {
    let sums = buckets.reduce(into: [Rejection.Code: Int]()) { $0.merge($1.rejected, uniquingKeysWith: +) }
    return sums.sorted { $0.value == $1.value ? $0.key.rawValue < $1.key.rawValue : $0.value > $1.value }.map { ($0.key, $0.value) }
  }

  package var delays: EventDelays { buckets.reduce(EventDelays()) { $0 + $1.delays } }
}

extension Recorder {
  package func health(now: Timestamp) -> IngestHealth {
    IngestHealth(statistics: writer.statistics, journalBytes: writer.journalBytes, buckets: history.buckets(now: now))
  }
}

extension EventWriter {
  var journalBytes: Int? {
    guard let names = try? files.names() else { return nil }
    return names.filter { SegmentName.sequence($0) != nil }.reduce(0) { sum, name in sum + ((try? files.open(name).size()) ?? 0) }
  }
}

extension LatencyHistogram {
  /// nil before there was any.
  package var averageMilliseconds: Double? {
    let count = counts.reduce(0, +)
    let seconds = Double(sum.components.seconds) + Double(sum.components.attoseconds) * 1e-18
    return count > 0 ? seconds * 1000 / Double(count) : nil
  }
}
