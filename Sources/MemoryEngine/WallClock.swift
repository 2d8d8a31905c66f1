import Foundation
import Semantics
import Usage

/// Finds a bucket by walking minute by minute and looking at the clock: no arithmetic with offsets that could be wrong in the same way
/// as the engines'. Since 1972 all clocks are whole minutes from UTC.
struct WallClock {
  private let rules: TimeZone
  private var offsets: [Int64: Int64] = [:]
  private var buckets: [Key: Timestamp] = [:]

  private struct Key: Hashable {
    let granularity: Granularity
    let minute: Int64
  }

  init(_ zone: Zone) { rules = TimeZone(identifier: zone.id) ?? .gmt }

  mutating func bucket(of instant: Timestamp, _ granularity: Granularity) -> Timestamp {
    let minute = instant.microseconds.floorDivided(by: 60_000_000).quotient
    let key = Key(granularity: granularity, minute: minute)
    if let known = buckets[key] { return known }
    let start =
      switch granularity {
      case .tenMinutes: stepStart(minute, 10)
      case .hour: stepStart(minute, 60)
      case .threeHours: stepStart(minute, 180)
      case .sixHours: stepStart(minute, 360)
      case .day: firstMinute(of: date(minute))
      case .week: firstMinute(of: walked(back: date(minute)) { $0.weekday == 0 })
      case .month: firstMinute(of: walked(back: date(minute)) { $0.components.day == 1 })
      }
    let found = Timestamp(seconds: start * 60)
    buckets[key] = found
    return found
  }

  private mutating func stepStart(_ minute: Int64, _ step: Int64) -> Int64 {
    var minute = minute
    while !isBoundary(minute, step) { minute -= 1 }
    return minute
  }

  /// The clock reads a multiple of the step, or has just jumped ahead into another step.
  private mutating func isBoundary(_ minute: Int64, _ step: Int64) -> Bool {
    let (now, before) = (local(minute), local(minute - 1))
    let (reading, readingBefore) = (now.floorDivided(by: step), before.floorDivided(by: step))
    return reading.remainder == 0 || (now > before + 1 && reading.quotient != readingBefore.quotient)
  }

  private mutating func firstMinute(of date: CivilDate) -> Int64 {
    var minute = (date.daysSinceEpoch * 24 - 26) * 60
    while self.date(minute) < date { minute += 1 }
    return minute
  }

  private func walked(back date: CivilDate, until isStart: (CivilDate) -> Bool) -> CivilDate {
    var date = date
    while !isStart(date) { date = date.adding(days: -1) }
    return date
  }

  private mutating func date(_ minute: Int64) -> CivilDate {
    CivilDate(daysSinceEpoch: local(minute).floorDivided(by: 24 * 60).quotient)
  }

  private mutating func local(_ minute: Int64) -> Int64 {
    if let offset = offsets[minute] { return minute + offset }
    let offset = Int64(rules.secondsFromGMT(for: Date(timeIntervalSince1970: Double(minute * 60))) / 60)
    offsets[minute] = offset
    return minute + offset
  }
}
