import ArgumentParser

/// Which records are meant.
struct SelectionOptions: ParsableArguments {
  @Option(help: "1h, 24h, 7d, 30d, 90d, today, yesterday, week, month, last_month, quarter, year or all.") var period: String?
  @Option(help: "An instant or a date, in place of --period.") var from: String?
  @Option(help: "An instant, which does not belong to the period, or a date, which does.") var to: String?
  @Option(help: "The IANA time zone of days; the server's if absent.") var zone: String?
  @Option(
    name: .customLong("filter"),
    help: ArgumentHelp(
      "Keeps what has this value, e.g. model=gpt-4o or tag:team=web. Repeated: of one name any, of several all.", valueName: "name=value"))
  var filters: [String] = []

  var periodItems: [(String, String)] {
    [("period", period), ("from", from), ("to", to), ("zone", zone)].compactMap { name, value in value.map { (name, $0) } }
  }

  func filterItems() throws -> [(String, String)] {
    try filters.map { text in
      guard let sign = text.firstIndex(of: "="), sign > text.startIndex else {
        throw ValidationError("--filter \(text): must be NAME=VALUE.")
      }
      return (String(text[..<sign]), String(text[text.index(after: sign)...]))
    }
  }
}
