import Web

/// Stretches of time that are open at one end or both.
enum WindowTexts {
  static let always = "all time"
  static func since(_ start: HTML) -> HTML { "since \(start)" }
  static func until(_ end: HTML) -> HTML { "until \(end)" }
  static func since(_ start: String) -> String { "since " + start }
  static func until(_ end: String) -> String { "until " + end }
}
