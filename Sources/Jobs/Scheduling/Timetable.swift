import Usage

/// When one job is to run next, decided without a clock, a timer or a store.
package struct Timetable: Hashable, Sendable {
  package enum Step: Hashable, Sendable {
    case wait(until: Timestamp)
    /// `missed`: slots before this one that had no run.
    case run(slot: Timestamp, JobRun.Trigger, missed: Int)
  }

  private let rhythm: Rhythm
  private let boot: Timestamp
  /// What was missed while nobody was there is made up for then.
  private let catchUpAt: Timestamp
  /// The latest slot that needs no run any more; nil if there never was a run.
  private var settled: Timestamp?
  /// Set while somebody else is at it.
  private var patience: Timestamp?

  /// Later than that, a run is late: the machine slept, or its clock was set ahead.
  private static let punctuality: Int64 = 300

  package init(_ rhythm: Rhythm, boot: Timestamp, lastSucceeded: Timestamp?, catchUpAt: Timestamp) {
    self.rhythm = rhythm
    self.boot = boot
    self.catchUpAt = catchUpAt
    settled = lastSucceeded
  }

  package func step(at now: Timestamp) -> Step {
    let slot = rhythm.latestSlot(atOrBefore: now)
    guard settled.map({ slot > $0 }) ?? true else { return .wait(until: rhythm.nextSlot(after: now)) }
    if let patience, now < patience { return .wait(until: patience) }
    let missed = settled.map { max(0, rhythm.slots(after: $0, upTo: slot) - 1) } ?? 0
    let isFromBefore = slot <= boot
    if isFromBefore, now < catchUpAt { return .wait(until: min(catchUpAt, rhythm.nextSlot(after: now))) }
    let isLate = isFromBefore || missed > 0 || now > slot.adding(seconds: Self.punctuality)
    return .run(slot: slot, isLate ? .catchup : .slot, missed: missed)
  }

  /// The slot had its run, here or elsewhere, well or not: it is not tried again before the next.
  package mutating func settle(_ slot: Timestamp) {
    settled = max(settled ?? slot, slot)
    patience = nil
  }

  /// Another run of the job holds up this one.
  package mutating func wait(until instant: Timestamp) { patience = instant }

  package func next(after now: Timestamp) -> Timestamp {
    switch step(at: now) {
    case .wait(let until): until
    case .run: now
    }
  }
}
