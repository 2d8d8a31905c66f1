import Usage

extension CivilDate {
  private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
  private static let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]

  /// "1 Feb"
  var dayAndMonth: String { "\(components.day) \(Self.months[components.month - 1])" }
  /// "1 Feb 2026"
  var inWords: String { "\(dayAndMonth) \(components.year)" }
  /// "Sun 1 Feb 2026"
  var withWeekday: String { "\(Self.weekdays[weekday]) \(inWords)" }
}
