/// How a figure moved.
enum ChangeTexts {
  static let same = "no change"
  static let new = "new"
  static let up = "up"
  static let down = "down"
  static func points(_ number: String) -> String { number + " points" }
}
