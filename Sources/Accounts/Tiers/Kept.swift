import Usage

/// How long something is kept. Ordered from the shortest to for ever.
package enum Kept: Hashable, Sendable, Comparable {
  case days(Int64)
  case forever

  /// Nothing but a number of days from 1 on bounds.
  package init(days: Int64) { self = days > 0 ? .days(days) : .forever }

  /// What lies before it is over; exactly at it is not. nil: nothing is.
  package func cutoff(now: Timestamp) -> Timestamp? {
    switch self {
    case .forever: nil
    case .days(let days): now.adding(microseconds: -days * CivilDate.microsecondsPerDay)
    }
  }
}
