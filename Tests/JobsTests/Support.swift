import Accounts
import Ingest
import Jobs
import Logging
import StorageDuckDB
import Synchronization
import Usage

/// A clock that tests set.
final class MadeTime: Sendable {
  private let present: Mutex<Timestamp>

  init(_ text: String) { present = Mutex(instant(text)) }

  var source: TimeSource { TimeSource { self.present.withLock { $0 } } }
  func set(_ text: String) { present.withLock { $0 = instant(text) } }
  func set(_ instant: Timestamp) { present.withLock { $0 = instant } }
  func advance(seconds: Int64) { present.withLock { $0 = $0.adding(seconds: seconds) } }
}

func instant(_ text: String) -> Timestamp { Timestamp(text) ?? Timestamp(seconds: 0) }

/// Notes when it ran.
final class NotedJob: Job {
  let name: JobName
  let runs = Mutex<[Timestamp]>([])
  private let body: @Sendable (JobContext) async throws -> Void

  init(_ name: JobName = .retentionCleanup, _ body: @escaping @Sendable (JobContext) async throws -> Void = { _ in }) {
    (self.name, self.body) = (name, body)
  }

  func run(_ context: JobContext) async throws {
    runs.withLock { $0.append(context.now) }
    try await body(context)
  }

  var count: Int { runs.withLock { $0.count } }
}

let quiet = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })

extension JobPace {
  /// Nothing runs out by itself.
  static let patient = JobPace(catchUpDelay: 90) { _ in try await Task.sleep(for: .seconds(3600)) }
}

extension Scheduler {
  static func of(_ job: any Job, on store: DuckDBStore, _ time: MadeTime, pace: JobPace = .patient) -> Scheduler {
    Scheduler([job], ledger: store, clock: time.source, pace: pace, logger: quiet)
  }

  /// Looks at the jobs, and waits for what that began.
  func settle() async {
    _ = await tick()
    await idle()
  }
}

func user(_ id: String, tier: String? = nil, _ change: (inout UserRecord.Account) -> Void = { _ in }) -> UserRecord {
  var user = UserRecord(id: ID(id), project: ID("p"))
  user.tier = tier
  change(&user.account)
  return user
}

extension SinkBatch {
  init(_ events: [UsageEvent], from sequence: UInt64, quarantined: [QuarantinedEvent] = []) {
    var builder = EventBlockBuilder()
    for event in events { builder.append(event) }
    let block = builder.take()
    self.init(
      slices: [Slice(block: block, rows: 0..<block.count, firstSequence: sequence)], quarantined: quarantined,
      lastSequence: sequence + UInt64(events.count + quarantined.count) - 1)
  }
}
