import Semantics
import Usage
import Web

/// An instant in the page's zone; the script writes it as the reader's language does.
struct TimeText {
  enum Form: String { case day, minute }

  let instant: Timestamp
  let zone: Zone
  var form: Form = .minute

  init(_ instant: Timestamp, in zone: Zone, form: Form = .minute) {
    self.instant = instant
    self.zone = zone
    self.form = form
  }

  var html: HTML {
    let words = zone.date(of: instant).inWords + (form == .minute ? ", " + zone.clock(at: instant) : "")
    return "<time datetime=\"\(instant.description)\" data-zone=\"\(zone.id)\" data-form=\"\(form.rawValue)\">\(words)</time>"
  }
}
