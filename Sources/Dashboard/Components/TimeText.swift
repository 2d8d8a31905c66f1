import Semantics
import Usage
import Web

/// An instant in the page's zone; the script writes it as the reader's language does.
struct TimeText {
  enum Form: String {
    /// "1 Feb"
    case short
    /// "1 Feb 2026"
    case day
    /// "Sun 1 Feb 2026"
    case weekday
    /// "Sun 1 Feb 2026, 14:05"
    case moment
    /// "1 Feb 2026, 14:05"
    case minute
    /// "14:05"
    case clock
    /// "14:05:09"
    case second
  }

  let instant: Timestamp
  let zone: Zone
  var form: Form = .minute

  init(_ instant: Timestamp, in zone: Zone, form: Form = .minute) {
    self.instant = instant
    self.zone = zone
    self.form = form
  }

  /// As those read it whose browser runs no script.
  var words: String {
    let date = zone.date(of: instant)
    return switch form {
    case .short: date.dayAndMonth
    case .day: date.inWords
    case .weekday: date.withWeekday
    case .moment: date.withWeekday + ", " + zone.clock(at: instant)
    case .minute: date.inWords + ", " + zone.clock(at: instant)
    case .clock: zone.clock(at: instant)
    case .second: zone.clockWithSeconds(at: instant)
    }
  }

  var html: HTML {
    "<time datetime=\"\(instant.description)\" data-zone=\"\(zone.id)\" data-form=\"\(form.rawValue)\">\(words)</time>"
  }
}
