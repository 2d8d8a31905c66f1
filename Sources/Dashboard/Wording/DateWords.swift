import Usage

extension CivilDate {
  /// "1 Feb"
  var dayAndMonth: String { "\(components.day) \(ComponentsTexts.months[components.month - 1])" }
  /// "1 Feb 2026"
  var inWords: String { "\(dayAndMonth) \(components.year)" }
  /// "Sun 1 Feb 2026"
  var withWeekday: String { "\(ComponentsTexts.weekdays[weekday]) \(inWords)" }
}
