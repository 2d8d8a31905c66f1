import Semantics
import Usage
import Web

/// The period that an address names: `period=7d`, or `from` and `to`.
struct ChosenPeriod {
  let period: Period
  let name: String
  let dates: (from: String?, to: String?)

  init(_ query: QueryParameters, notices: inout [String]) {
    let from = query["from"].flatMap { $0.isEmpty ? nil : $0 }, to = query["to"].flatMap { $0.isEmpty ? nil : $0 }
    if let custom = Self.custom(from, to) {
      if !Self.isTooLong(custom) {
        (period, name, dates) = (custom, Selection.customPeriod, (from, to))
        return
      }
      notices.append(NoticeTexts.tooLong)
    } else if from != nil || to != nil {
      notices.append(NoticeTexts.dates)
    }
    dates = (nil, nil)
    let wish = query["period"].flatMap { $0.isEmpty ? nil : $0 } ?? Selection.standardPeriod
    if let period = Period(name: wish) {
      (self.period, name) = (period, wish)
    } else {
      if wish != Selection.customPeriod || from == nil && to == nil {
        notices.append(NoticeTexts.period(String(wish.prefix(40))))
      }
      (period, name) = (.days(30), Selection.standardPeriod)
    }
  }

  private static func custom(_ from: String?, _ to: String?) -> Period? {
    let first = from.map(Period.Edge.init), last = to.map(Period.Edge.init)
    guard from != nil || to != nil, first != .some(nil), last != .some(nil) else { return nil }
    let period = Period.between(first ?? nil, last ?? nil, nil)
    // In any zone: what ends before it begins is no period anywhere.
    let interval = period.resolved(now: Timestamp(seconds: 0), zone: .utc)
    if let from = interval.from, let to = interval.to, to <= from { return nil }
    return period
  }

  /// As long as a period of so many days may be: nobody reads a chart of more.
  private static let longest: Int64 = 3660

  private static func isTooLong(_ period: Period) -> Bool {
    let interval = period.resolved(now: Timestamp(seconds: 0), zone: .utc)
    guard let from = interval.from, let to = interval.to else { return false }
    return to > from.adding(seconds: longest * 86_400)
  }
}
