import Usage

/// What steps are called: "2026-11-04", or "2026-11-04 02:00" where they are shorter than a day.
struct StepLabels {
  private let isDaily: Bool
  private var day: Int64 = .min
  private var date = ""
  private static let times = (0..<1440).map { minute in
    [minute / 60, minute % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
  }

  init(_ step: OpenWebUIStep) { isDaily = step == .daily }

  /// - Parameter local: microseconds of a clock without zone, a whole minute. Asked in order, dates are written once.
  subscript(_ local: Int64) -> String {
    mutating get {
      let (day, rest) = local.floorDivided(by: CivilDate.microsecondsPerDay)
      if day != self.day {
        self.day = day
        date = String(Timestamp(microseconds: day * CivilDate.microsecondsPerDay).description.prefix(10))
      }
      return isDaily ? date : date + " " + Self.times[Int(rest / 60_000_000)]
    }
  }
}
