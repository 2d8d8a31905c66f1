/// The state of a writer at one moment. Counts are since the start.
package struct WriterStatistics: Sendable {
  /// Events by verdict, counted when acknowledged.
  package var accepted = 0
  package var duplicates = 0
  package var quarantined = 0
  /// Submissions that were turned away because too much waited, and those that the disk failed.
  package var overloaded = 0
  package var unavailable = 0
  /// Groups written, and how long each took: writing and synchronizing.
  package var commits = LatencyHistogram()
  package var lastCommit = Duration.zero
  /// Batches stored, and how long each took the sink.
  package var stores = LatencyHistogram()
  package var queuedSubmissions = 0
  package var queued = WriterLoad.none
  /// Acknowledged but not yet stored.
  package var unstored = WriterLoad.none
  package var committedSequence: UInt64 = 0
  package var storedSequence: UInt64 = 0
  /// How long the oldest event that is not stored has waited, at most.
  package var storeLag = Duration.zero
  /// Why the journal cannot be written, or the sink does not take the batch, just now.
  package var journalFailure: String?
  package var sinkFailure: String?
  package var indexedEvents = 0
  package var indexBytes = 0
  package var retiredSegments = 0

  package init() {}
}
