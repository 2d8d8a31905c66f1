package struct WriterConfiguration: Hashable, Sendable {
  /// The size to which a journal file is made at once.
  package var segmentBytes = 64 << 20
  /// What may wait to be committed, and what may wait to be stored after that. A single submission beyond the limit is taken when
  /// nothing else waits.
  package var queueLimit = WriterLoad(records: 400_000, bytes: 96 << 20)
  package var backlogLimit = WriterLoad(records: 1_000_000, bytes: 128 << 20)
  package var maxQueuedSubmissions = 10_000
  /// The events of a full batch: one DuckDB row group.
  package var batchRows = 122_880
  /// How long the first unstored event waits for others, and how long when many come.
  package var linger = Duration.milliseconds(50)
  package var busyLinger = Duration.milliseconds(500)
  /// From this many waiting events on, `busyLinger` holds.
  package var busyRows = 4096
  package var storeRetry = Duration.milliseconds(100)
  package var longestStoreRetry = Duration.seconds(5)
  /// How long a journal that could not be written is left alone.
  package var journalRetry = Duration.milliseconds(500)
  package var overloadRetry = Duration.seconds(1)
  /// How many events are stored between two synchronisations of the identity index: what a start after a crash has to read again.
  package var rowsBetweenIndexSyncs = 1_000_000

  package init() {}
}
