/// What the head of a page lets its reader choose.
struct PageControls: OptionSet, Sendable {
  let rawValue: Int

  static let period = PageControls(rawValue: 1)
  static let comparison = PageControls(rawValue: 2)
  static let filters = PageControls(rawValue: 4)

  static let all: PageControls = [.period, .comparison, .filters]
  static let none: PageControls = []
}
