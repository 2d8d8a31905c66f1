/// Decides what the commit thread does next: what waits goes together into the next group. No clock, no disk.
struct CommitQueue {
  enum Action {
    case wait(until: ContinuousClock.Instant?)
    case commit([QueuedSubmission])
    /// Try whether the journal can be written again.
    case reopen
    /// End the journal's current file, and tell these.
    case beginAnew([@Sendable () -> Void])
    case stop
  }

  enum Admission: Equatable {
    /// `wake` says that the commit thread is waiting.
    case queued(wake: Bool)
    case refused(WriterFailure)
  }

  private enum Health {
    case good
    case failed(reason: String, until: ContinuousClock.Instant)
  }

  private let configuration: WriterConfiguration
  private var queued: [QueuedSubmission] = []
  private(set) var load = WriterLoad.none
  private var committing = WriterLoad.none
  private var health = Health.good
  private var isClosing = false
  private var isIdle = false
  private var wishesToBeginAnew: [@Sendable () -> Void] = []

  init(_ configuration: WriterConfiguration) { self.configuration = configuration }

  var count: Int { queued.count }
  var failure: String? { if case .failed(let reason, _) = health { reason } else { nil } }

  mutating func admit(_ submission: QueuedSubmission, backlog: WriterLoad, now: ContinuousClock.Instant) -> Admission {
    if isClosing { return .refused(.closed) }
    if case .failed(let reason, let until) = health {
      return .refused(.unavailable(reason: reason, retryAfter: max(until - now, configuration.journalRetry)))
    }
    let more = submission.load
    let fitsQueue = queued.isEmpty || (load + more).isWithin(configuration.queueLimit)
    let waiting = backlog + committing + load
    let fitsBacklog = waiting == .none || (waiting + more).isWithin(configuration.backlogLimit)
    guard fitsQueue, fitsBacklog, queued.count < configuration.maxQueuedSubmissions else {
      return .refused(.overloaded(retryAfter: configuration.overloadRetry))
    }
    queued.append(submission)
    load += more
    defer { isIdle = false }
    return .queued(wake: isIdle)
  }

  mutating func next(now: ContinuousClock.Instant) -> Action {
    isIdle = false
    if !wishesToBeginAnew.isEmpty {
      defer { wishesToBeginAnew = [] }
      return .beginAnew(wishesToBeginAnew)
    }
    if case .failed(_, let until) = health, !isClosing {
      if now >= until { return .reopen }
      isIdle = true
      return .wait(until: until)
    }
    guard !queued.isEmpty else {
      if isClosing { return .stop }
      isIdle = true
      return .wait(until: nil)
    }
    let group = queued
    queued = []
    (committing, load) = (load, .none)
    return .commit(group)
  }

  /// The group is in the backlog or was refused.
  mutating func finished() { committing = .none }

  /// The journal cannot be written. Whoever waits behind the group has to be refused too.
  mutating func failed(_ reason: String, now: ContinuousClock.Instant) -> [QueuedSubmission] {
    health = .failed(reason: reason, until: now + configuration.journalRetry)
    let refused = queued
    (queued, load, committing) = ([], .none, .none)
    return refused
  }

  mutating func recovered() { health = .good }

  /// Says whether the commit thread must be woken; nil: it has ended.
  mutating func beginAnew(then tell: @escaping @Sendable () -> Void) -> Bool? {
    if isClosing { return nil }
    wishesToBeginAnew.append(tell)
    defer { isIdle = false }
    return isIdle
  }

  /// Takes nothing more; what is queued is still committed. Says whether the commit thread must be woken.
  mutating func close() -> Bool {
    isClosing = true
    defer { isIdle = false }
    return isIdle
  }
}
