import Usage

/// What is acknowledged but not yet stored, and when to store how much of it. No clock, no engine.
struct ApplyBacklog {
  enum Action {
    case wait(until: ContinuousClock.Instant?)
    case store(SinkBatch)
    case finish
  }

  private struct Entry {
    var record: JournalRecord
    var firstSequence: UInt64
    var load: WriterLoad
  }

  private let configuration: WriterConfiguration
  private var entries = Fifo<Entry>()
  private(set) var load = WriterLoad.none
  private var rows = 0
  private var oldest: ContinuousClock.Instant?
  /// The batch being stored, kept until it is.
  private var current: (batch: SinkBatch, load: WriterLoad)?
  private var failures = 0
  private var retryAt: ContinuousClock.Instant?
  private(set) var failure: String?
  /// Everything up to here is to be stored without delay.
  private var hurriedThrough: UInt64 = 0
  private var isClosed = false
  private(set) var committed: UInt64
  private(set) var applied: UInt64
  private var waiting: [(sequence: UInt64, latch: Latch)] = []

  init(_ configuration: WriterConfiguration, stored: UInt64) {
    self.configuration = configuration
    (committed, applied) = (stored, stored)
  }

  var oldestWaiting: ContinuousClock.Instant? { oldest }
  var isEmpty: Bool { committed == applied }

  /// Says whether whoever waits as `next` told them must ask again.
  @discardableResult
  mutating func append(_ records: [JournalRecord], firstSequence: UInt64, now: ContinuousClock.Instant) -> Bool {
    let (wasEmpty, wasFull) = (oldest == nil, rows >= configuration.batchRows)
    if wasEmpty { oldest = now }
    var sequence = firstSequence
    for record in records {
      let entry = Entry(record: record, firstSequence: sequence, load: record.load)
      entries.append(entry)
      load += entry.load
      if case .events(_, let range) = record { rows += range.count }
      sequence += UInt64(record.count)
    }
    committed = sequence - 1
    return wasEmpty || (!wasFull && rows >= configuration.batchRows)
  }

  mutating func next(now: ContinuousClock.Instant) -> Action {
    if let retryAt, now < retryAt { return .wait(until: retryAt) }
    if let current { return .store(current.batch) }
    guard let first = entries.first else { return isClosed ? .finish : .wait(until: nil) }
    let lingersUntil = (oldest ?? now) + (rows < configuration.busyRows ? configuration.linger : configuration.busyLinger)
    let isDue = rows >= configuration.batchRows || hurriedThrough >= first.firstSequence || isClosed || now >= lingersUntil
    guard isDue else { return .wait(until: lingersUntil) }
    let taken = takeBatch()
    current = taken
    return .store(taken.batch)
  }

  /// The latches that opened thereby.
  mutating func stored(now: ContinuousClock.Instant) -> [Latch] {
    guard let current else { return [] }
    applied = current.batch.lastSequence
    load -= current.load
    oldest = entries.isEmpty ? nil : now
    (self.current, retryAt, failure, failures) = (nil, nil, nil, 0)
    let reached = waiting.filter { $0.sequence <= applied }.map(\.latch)
    waiting.removeAll { $0.sequence <= applied }
    return reached
  }

  mutating func failed(_ reason: String, now: ContinuousClock.Instant) {
    failure = reason
    let delay = min(configuration.storeRetry * (1 << min(failures, 10)), configuration.longestStoreRetry)
    retryAt = now + delay
    failures += 1
  }

  /// A latch that opens when all that is committed now is stored; nil when it is already.
  mutating func hurry() -> Latch? {
    guard !isEmpty else { return nil }
    let latch = Latch()
    hurriedThrough = committed
    waiting.append((committed, latch))
    return latch
  }

  mutating func forget(_ latch: Latch) { waiting.removeAll { $0.latch === latch } }

  /// Nothing more will be committed.
  mutating func close() { isClosed = true }

  private mutating func takeBatch() -> (batch: SinkBatch, load: WriterLoad) {
    var batch = SinkBatch(lastSequence: applied)
    var taken = WriterLoad.none
    var space = configuration.batchRows
    while space > 0, let entry = takeEntry(upTo: space) {
      switch entry.record {
      case .events(let block, let range):
        batch.slices.append(SinkBatch.Slice(block: block, rows: range, firstSequence: entry.firstSequence))
        space -= range.count
      case .quarantined(let events):
        batch.quarantined += events
      }
      taken += entry.load
      batch.lastSequence = entry.firstSequence + UInt64(entry.record.count) - 1
    }
    rows -= configuration.batchRows - space
    return (batch, taken)
  }

  /// The next entry, or as many of its rows as there is space for.
  private mutating func takeEntry(upTo space: Int) -> Entry? {
    guard let entry = entries.first, case .events(let block, let range) = entry.record, range.count > space else {
      return entries.popFirst()
    }
    let split = range.lowerBound + space
    let taken = Entry(
      record: .events(block, rows: range.lowerBound..<split), firstSequence: entry.firstSequence,
      load: WriterLoad(records: space, bytes: entry.load.bytes * space / range.count))
    entries.first = Entry(
      record: .events(block, rows: split..<range.upperBound), firstSequence: entry.firstSequence + UInt64(space),
      load: WriterLoad(records: entry.load.records - taken.load.records, bytes: entry.load.bytes - taken.load.bytes))
    return taken
  }
}

extension JournalRecord {
  /// The memory it holds.
  fileprivate var load: WriterLoad {
    switch self {
    case .events: WriterLoad(records: count, bytes: size + 100)
    case .quarantined(let events): WriterLoad(records: count, bytes: events.reduce(0) { $0 + $1.body.utf8.count + 400 })
    }
  }
}
