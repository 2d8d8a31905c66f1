import HTTPTypes
import Hummingbird

/// Light or dark, by the reader's choice; without one the system's preference holds. The choice stands in a cookie, so that the first
/// byte of a page is in the right colours.
enum Theme: String, Sendable {
  case automatic, light, dark

  static let cookie = "weir_theme"

  init(_ headers: HTTPFields) {
    var found = Theme.automatic
    for field in headers[values: .cookie] {
      for pair in field.split(separator: ";") {
        let pair = pair.drop { $0 == " " }
        if pair.hasPrefix(Self.cookie + "=") { found = Theme(rawValue: String(pair.dropFirst(Self.cookie.count + 1))) ?? .automatic }
      }
    }
    self = found
  }
}
