/// All jobs, when they are due and how long they may take.
package struct Schedule: Sendable {
  package struct Entry: Sendable {
    package let job: JobName
    package let rhythm: Rhythm
    package let timeout: Duration
    package let purpose: String

    package init(_ job: JobName, _ rhythm: Rhythm, timeout: Duration, _ purpose: String) {
      self.job = job
      self.rhythm = rhythm
      self.timeout = timeout
      self.purpose = purpose
    }
  }

  package let entries: [Entry]

  package init(_ entries: [Entry]) { self.entries = entries }

  package static let standard = Schedule([
    Entry(
      .retentionCleanup, .daily(hour: 2, minute: 0), timeout: .seconds(3600),
      "Sums up or empties what users' tiers keep no longer; totals stay."),
    Entry(
      .gracePeriodCheck, .hourly(minute: 0), timeout: .seconds(600),
      "Ends grace periods, and makes the downgrades and cancellations whose time has come."),
    Entry(.promoExpirationCheck, .hourly(minute: 0), timeout: .seconds(600), "Ends promotions and gives back the tier before them."),
    Entry(
      .logTrimming, .daily(hour: 2, minute: 30), timeout: .seconds(1800),
      "Removes old rejected events, audit records and runs of jobs."),
    Entry(.storageMaintenance, .daily(hour: 3, minute: 0), timeout: .seconds(1800), "Merges what was summed up and writes a checkpoint."),
  ])

  package func entry(_ job: JobName) -> Entry? { entries.first { $0.job == job } }
}
