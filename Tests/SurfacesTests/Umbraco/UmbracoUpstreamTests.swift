import Testing
import Usage

@testable import Surfaces

/// The product's own analytics tests 1 to 14 and 18 to 23, told again as requests and answers with the numbers that they assert. Its
/// tables and jobs do not exist here: what they assert of rows is asserted of the requests that the rows would stand for, so a row of
/// ten is ten requests in its hour, and what a job must do once is a request that is counted once.
@Suite(.conformance("umbraco", "the product's own tests")) struct UmbracoUpstreamTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let title: String
    let path: String
    /// Each line is a row: its named members, with spaces between.
    let members: [String]
    let expected: [String]
    let events: [UsageEvent]

    init(_ title: String, _ path: String, _ members: [String], _ expected: [String], _ build: (inout UmbracoEvents) -> Void) {
      (self.title, self.path, self.members, self.expected) = (title, "/analytics/" + path, members, expected)
      events = UmbracoEvents.make(build)
    }

    var testDescription: String { title }
  }

  private static let now = UmbracoSite.now
  private static let (hour, day) = (Timestamp.thisHour, Timestamp.today)
  private static let outcomes = ["totalRequests", "successCount", "failureCount"]
  private static let nesting = ["totalRequests", "nestedRequestCount", "topLevelRequestCount"]

  private static func window(_ from: Timestamp, _ granularity: String, to: Timestamp = now) -> String {
    "?from=\(from)&to=\(to)&granularity=\(granularity)"
  }

  private static func daily(_ title: String, since days: Int64, _ points: [(Timestamp, Int)], _ build: (inout UmbracoEvents) -> Void)
    -> Case
  {
    series(title, window(day.days(-days), "Daily"), points, build)
  }

  private static func hourly(_ title: String, since hours: Int64, _ points: [(Timestamp, Int)], _ build: (inout UmbracoEvents) -> Void)
    -> Case
  {
    series(title, window(hour.hours(-hours), "Hourly"), points, build)
  }

  private static func series(_ title: String, _ window: String, _ points: [(Timestamp, Int)], _ build: (inout UmbracoEvents) -> Void)
    -> Case
  {
    let expected = points.map { "\(DotNetText.instant($0.0)) \($0.1)" }
    return Case(title, "usage-time-series" + window, ["timestamp", "requestCount"], expected, build)
  }

  private static func profiles(_ title: String, since hours: Int64, _ expected: String, _ build: (inout UmbracoEvents) -> Void) -> Case {
    let path = "usage-by-profile" + window(hour.hours(-hours), "Hourly")
    return Case(title, path, ["dimension", "dimensionName", "requestCount"], ["\(UmbracoEvents.noID) \(expected)"], build)
  }

  static let summaries = [
    Case("1: a daily summary counts every layer once", "usage-summary" + window(day.days(-10), "Daily"), ["totalRequests"], ["222"]) {
      $0.add(100, at: day.days(-3))
      $0.add(93, at: day.days(-2))
      // Within that day's hundred.
      $0.add(7, at: day.days(-2).hours(3))
      $0.add(10, at: day.days(-1).hours(1))
      $0.add(10, at: day.days(-1).hours(5))
      $0.add(at: day.days(-1).hours(6))
      $0.add(at: hour)
    },
    Case("4: nothing need be aggregated", "usage-summary" + window(day.days(-10), "Daily"), ["totalRequests"], ["2"]) {
      $0.add(at: day.days(-2).hours(4))
      $0.add(at: hour)
    },
    Case("18: blocked counts as failure", "usage-summary" + window(hour.hours(-1), "Hourly", to: hour), outcomes, ["3 1 2"]) {
      $0.add(at: hour.hours(-1))
      $0.add(at: hour.hours(-1)) { $0.status = .failure }
      $0.add(at: hour.hours(-1)) { $0.status = .blocked }
    },
    Case("19: and does so at once", "usage-summary" + window(now.hours(-1), "Hourly", to: now.minutes(1)), outcomes, ["2 1 1"]) {
      $0.add(at: now.minutes(-2))
      $0.add(at: now.minutes(-1)) { $0.status = .blocked }
    },
    Case("20: nested is kept, and so is not nested", "summary" + window(hour.hours(-1), "Hourly"), nesting, ["2 1 1"]) {
      $0.add(at: hour) { $0.isNested = true }
      $0.add(at: hour) { $0.isNested = false }
    },
    Case("21: three records, two of them nested", "summary" + window(hour.hours(-1), "Hourly"), nesting, ["3 2 1"]) {
      $0.add(at: hour.hours(-1))
      $0.add(2, at: hour.hours(-1)) { $0.isNested = true }
    },
    Case("22: the hours of a day add up", "summary" + window(day, "Daily"), nesting, ["10 3 7"]) {
      $0.add(3, at: hour.hours(-2))
      $0.add(at: hour.hours(-2)) { $0.isNested = true }
      $0.add(4, at: hour.hours(-1))
      $0.add(2, at: hour.hours(-1)) { $0.isNested = true }
    },
    Case("23: what is not nested is top-level", "summary" + window(day, "Daily"), nesting, ["10 4 6"]) {
      $0.add(6, at: hour)
      $0.add(4, at: hour) { $0.isNested = true }
    },
  ]

  static let lists = [
    daily("2: a daily series has today's and yesterday's hours", since: 10, [(day.days(-2), 100), (day.days(-1), 11), (day, 1)]) {
      $0.add(100, at: day.days(-2))
      $0.add(10, at: day.days(-1).hours(5))
      $0.add(at: day.days(-1).hours(6))
      $0.add(at: hour)
    },
    hourly(
      "3: an hourly series has the hours that just ended", since: 10,
      [(hour.hours(-4), 10), (hour.hours(-3), 10), (hour.hours(-2), 1), (hour, 1)]
    ) {
      $0.add(10, at: hour.hours(-4))
      $0.add(10, at: hour.hours(-3))
      $0.add(at: hour.hours(-2))
      $0.add(at: hour)
    },
    profiles("5: renamed within a live hour it is one row", since: 1, "new-name 2") {
      $0.add(at: hour.minutes(5)) { $0.profileName = "old-name" }
      $0.add(at: hour.minutes(20)) { $0.profileName = "new-name" }
    },
    profiles("6: renamed across hours it is one row", since: 10, "new-name 10") {
      $0.add(5, at: hour.hours(-3)) { $0.profileName = "old-name" }
      $0.add(5, at: hour.hours(-2)) { $0.profileName = "new-name" }
    },
    profiles("6: a later request without a name takes none away", since: 10, "new-name 6") {
      $0.add(5, at: hour.hours(-2)) { $0.profileName = "new-name" }
      $0.add(at: hour.hours(-1)) { $0.profileName = nil }
    },
    hourly("7: the first hour is the oldest record's", since: 24, (-5...0).map { (hour.hours($0), 1) }) {
      $0.add(at: hour.hours(-5).minutes(20))
      for back in -4...0 { $0.add(at: hour.hours(Int64(back))) }
    },
    hourly(
      "8: hours that were skipped are caught up, and no other", since: 24,
      [(hour.hours(-14), 1), (hour.hours(-12), 1), (hour.hours(-10), 10), (hour.hours(-1), 10), (hour, 1)]
    ) {
      $0.add(10, at: hour.hours(-10))
      $0.add(10, at: hour.hours(-1))
      $0.add(at: hour.minutes(2))
      $0.add(at: hour.hours(-12).minutes(40))
      $0.add(at: hour.hours(-14).minutes(5))
    },
    hourly("9: the oldest record is counted once", since: 24, [(hour.hours(-14), 1)]) { $0.add(at: hour.hours(-14)) },
    daily("10: the first day is the oldest hour's", since: 10, (-3...0).map { (day.days($0), 2) }) {
      for back in -3...0 { $0.add(2, at: day.days(Int64(back)).hours(7)) }
    },
    daily("11: days that were skipped are caught up, each once", since: 10, (-5...(-1)).map { (day.days($0), 3) }) {
      $0.add(3, at: day.days(-2))
      $0.add(3, at: day.days(-1))
      for back in -5...(-3) { $0.add(3, at: day.days(Int64(back)).hours(9)) }
    },
    daily("12: a day has its last hour, which came after the others were summed", since: 10, [(day.days(-1), 11)]) {
      $0.add(10, at: day.days(-1).hours(4))
      $0.add(at: day.days(-1).hours(23).minutes(30))
    },
    daily("13: yesterday is there once today has begun", since: 10, [(day.days(-1), 10), (day, 1)]) {
      $0.add(10, at: day.days(-1).hours(4))
      $0.add(at: day.minutes(10))
    },
    profiles("14: renamed within an hour that is over it is one row", since: 1, "new-name 2") {
      $0.add(at: hour.hours(-1).minutes(5)) { $0.profileName = "old-name" }
      $0.add(at: hour.hours(-1).minutes(50)) { $0.profileName = "new-name" }
    },
  ]

  @Test(arguments: summaries) func `a summary is as upstream's test has it`(_ test: Case) async throws {
    let row = try await UmbracoSite(test.events).object(test.path)
    let line = UmbracoSite.line(row, test.members)
    #expect([line] == test.expected)
  }

  @Test(arguments: lists) func `a list is as upstream's test has it`(_ test: Case) async throws {
    let rows = try await UmbracoSite(test.events).list(test.path)
    let lines = rows.map { UmbracoSite.line($0, test.members) }
    #expect(lines == test.expected)
  }
}
