import Usage

/// Figures about the runs of a stretch of time.
package protocol AgentRunReports: Sendable {
  /// - Parameters:
  ///   - days: the days that `AgentRuns.days` tells of.
  ///   - limit: of `AgentRuns.agents`.
  func agentRuns(_ about: ActivityStretch, days: CalendarDays, limit: Int, budget: QueryBudget) async throws(QueryFailure) -> AgentRuns
}

package struct AgentRuns: Hashable, Sendable {
  package var total = Outcome()
  /// Those that ran most first, then by id.
  package var agents: [Agent] = []
  /// What started the runs, the most frequent first, then by name. Runs of which nobody said it are under the empty name.
  package var triggers: [NamedCount] = []
  /// Days without runs are left out.
  package var days: [CivilDate: Outcome] = [:]

  package struct Agent: Hashable, Sendable {
    package var id: ID<Usage.Agent>
    /// nil where no record names it.
    package var name: String?
    package var outcome: Outcome
    package var lastRun: Timestamp?

    package init(id: ID<Usage.Agent>, name: String?, outcome: Outcome, lastRun: Timestamp?) {
      self.id = id
      self.name = name
      self.outcome = outcome
      self.lastRun = lastRun
    }
  }

  package init() {}
}

extension AgentRuns {
  /// How runs ended. Those that wait, go on or were called off are in `runs` alone.
  package struct Outcome: Hashable, Sendable {
    package var runs: Int64
    package var successes: Int64
    package var failures: Int64
    /// Runs whose duration is known, and how long they took together and at most.
    package var timed: Int64
    package var microseconds: Double
    package var longest: Int64

    package init(
      runs: Int64 = 0, successes: Int64 = 0, failures: Int64 = 0, timed: Int64 = 0, microseconds: Double = 0, longest: Int64 = 0
    ) {
      self.runs = runs
      self.successes = successes
      self.failures = failures
      self.timed = timed
      self.microseconds = microseconds
      self.longest = longest
    }

    /// Of those that came to an end of their own; nil if none did.
    package var successRate: Double? { successes + failures > 0 ? Double(successes) / Double(successes + failures) : nil }
    package var averageMilliseconds: Double? { timed > 0 ? microseconds / Double(timed) / 1000 : nil }
    package var longestMilliseconds: Double? { timed > 0 ? Double(longest) / 1000 : nil }

    package static func + (left: Self, right: Self) -> Self {
      Self(
        runs: left.runs + right.runs, successes: left.successes + right.successes, failures: left.failures + right.failures,
        timed: left.timed + right.timed, microseconds: left.microseconds + right.microseconds, longest: max(left.longest, right.longest))
    }
  }
}

extension CalendarDays {
  /// The days that a stretch of time touches, at most ten years of them, the last ones. Without an end they end with the present day.
  package init(touching interval: Interval, now: Timestamp, in zone: Zone) {
    let last = zone.date(of: interval.to.map { $0.adding(microseconds: -1) } ?? now)
    let earliest = last.adding(days: 1 - Self.longest)
    let first = interval.from.map { max(zone.date(of: $0), earliest) } ?? earliest
    self.init(from: min(first, last), through: last, in: zone)
  }

  private static let longest: Int64 = 3660
}
