import Testing
import Usage

@testable import Surfaces

/// The product's own analytics tests, told again as requests and answers. Its tables and jobs do not exist here: what they assert of
/// rows is asserted of the requests that the rows would stand for.
@Suite(.conformance("umbraco", "the product's own tests")) struct UmbracoUpstreamTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let title: String
    let events: [UsageEvent]
    let path: String
    /// Each line is a row: its named members, with spaces between.
    let members: [String]
    let expected: [String]

    var testDescription: String { title }
  }

  private static let now = UmbracoSite.now
  private static func window(_ from: Timestamp, _ granularity: String) -> String { window(from, now, granularity) }
  private static func window(_ from: Timestamp, _ to: Timestamp, _ granularity: String) -> String {
    "?from=\(from)&to=\(to)&granularity=\(granularity)"
  }
  private static func stamp(_ time: Timestamp) -> String { DotNetText.instant(time) }
  private static let (hour, day) = (Timestamp.thisHour, Timestamp.today)

  static let summaries: [Case] = [
    Case(
      title: "1: a daily summary counts every layer once",
      events: UmbracoEvents.make {
        $0.add(93, at: day.days(-3))
        $0.add(7, at: day.days(-3).hours(3))
        $0.add(100, at: day.days(-2))
        $0.add(10, at: day.days(-1).hours(1))
        $0.add(10, at: day.days(-1).hours(5))
        $0.add(at: day.days(-1).hours(6))
        $0.add(at: hour)
      }, path: "/analytics/usage-summary" + window(day.days(-10), "Daily"), members: ["totalRequests"], expected: ["222"]),
    Case(
      title: "4: nothing need be aggregated",
      events: UmbracoEvents.make {
        $0.add(at: day.days(-2).hours(4))
        $0.add(at: hour)
      }, path: "/analytics/usage-summary" + window(day.days(-10), "Daily"), members: ["totalRequests"], expected: ["2"]),
    Case(
      title: "18: blocked counts as failure",
      events: UmbracoEvents.make {
        $0.add(at: hour.hours(-2))
        $0.add(at: hour.hours(-2)) { $0.status = .failure }
        $0.add(at: hour.hours(-2)) { $0.status = .blocked }
      }, path: "/analytics/usage-summary" + window(hour.hours(-2), "Hourly"), members: ["totalRequests", "successCount", "failureCount"],
      expected: ["3 1 2"]),
    Case(
      title: "19: and does so at once",
      events: UmbracoEvents.make {
        $0.add(at: now.minutes(-2))
        $0.add(at: now.minutes(-1)) { $0.status = .blocked }
      }, path: "/analytics/usage-summary" + window(now.hours(-1), now.minutes(1), "Hourly"),
      members: ["totalRequests", "successCount", "failureCount"], expected: ["2 1 1"]),
    Case(
      title: "21 to 23: nested calls are requests, and told apart",
      events: UmbracoEvents.make {
        $0.add(7, at: hour.hours(-1))
        $0.add(3, at: hour.hours(-2)) { $0.isNested = true }
        $0.add(1, at: hour) { $0.isNested = true }
      }, path: "/analytics/summary" + window(hour.hours(-5), "Daily"),
      members: ["totalRequests", "nestedRequestCount", "topLevelRequestCount"],
      expected: ["11 4 7"]),
  ]

  static let lists: [Case] = [
    Case(
      title: "2: a daily series has today's and yesterday's hours",
      events: UmbracoEvents.make {
        $0.add(100, at: day.days(-2))
        $0.add(10, at: day.days(-1).hours(5))
        $0.add(at: day.days(-1).hours(6))
        $0.add(at: hour)
      }, path: "/analytics/usage-time-series" + window(day.days(-10), "Daily"), members: ["timestamp", "requestCount"],
      expected: ["\(stamp(day.days(-2))) 100", "\(stamp(day.days(-1))) 11", "\(stamp(day)) 1"]),
    Case(
      title: "3: an hourly series has the hours that just ended",
      events: UmbracoEvents.make {
        $0.add(10, at: hour.hours(-4))
        $0.add(10, at: hour.hours(-3))
        $0.add(at: hour.hours(-2))
        $0.add(at: hour)
      }, path: "/analytics/usage-time-series" + window(hour.hours(-10), "Hourly"), members: ["timestamp", "requestCount"],
      expected: ["\(stamp(hour.hours(-4))) 10", "\(stamp(hour.hours(-3))) 10", "\(stamp(hour.hours(-2))) 1", "\(stamp(hour)) 1"]),
    Case(
      title: "5 and 14: renamed within an hour it is one row",
      events: UmbracoEvents.make {
        $0.add(at: hour.minutes(5)) { $0.profileName = "old-name" }
        $0.add(at: hour.minutes(20)) { $0.profileName = "new-name" }
      }, path: "/analytics/usage-by-profile" + window(hour.hours(-1), "Hourly"), members: ["dimensionName", "requestCount"],
      expected: ["new-name 2"]),
    Case(
      title: "6: renamed across hours it is one row",
      events: UmbracoEvents.make {
        $0.add(5, at: hour.hours(-3)) { $0.profileName = "old-name" }
        $0.add(5, at: hour.hours(-2)) { $0.profileName = "new-name" }
        $0.add(at: hour.hours(-1)) { $0.profileName = nil }
      }, path: "/analytics/usage-by-profile" + window(hour.hours(-9), "Hourly"), members: ["dimension", "dimensionName", "requestCount"],
      expected: ["\(UmbracoEvents.noID) new-name 11"]),
    Case(
      title: "7 to 9: the oldest hours are there, each once, late arrivals too",
      events: UmbracoEvents.make {
        $0.add(at: hour.hours(-12).minutes(40))
        $0.add(at: hour.hours(-5).minutes(20))
        $0.add(at: hour.minutes(2))
        $0.add(at: hour.hours(-14).minutes(5))
      }, path: "/analytics/usage-time-series" + window(hour.hours(-24), "Hourly"), members: ["timestamp", "requestCount"],
      expected: ["\(stamp(hour.hours(-14))) 1", "\(stamp(hour.hours(-12))) 1", "\(stamp(hour.hours(-5))) 1", "\(stamp(hour)) 1"]),
    Case(
      title: "10 to 13: the oldest days are there, each once, the last hour of a day too",
      events: UmbracoEvents.make {
        $0.add(at: day.days(-5).hours(9))
        $0.add(at: day.days(-3).hours(7))
        $0.add(at: day.days(-1).hours(23).minutes(30))
        $0.add(at: day.minutes(10))
      }, path: "/analytics/usage-time-series" + window(day.days(-6), "Daily"), members: ["timestamp", "requestCount"],
      expected: ["\(stamp(day.days(-5))) 1", "\(stamp(day.days(-3))) 1", "\(stamp(day.days(-1))) 1", "\(stamp(day)) 1"]),
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

  @Test(
    "15 and 16: each status has its word", arguments: zip(RequestStatus.allCases, ["Succeeded", "Failed", "Blocked", "Cancelled"]))
  func statusWords(status: RequestStatus, word: String) async throws {
    let site = UmbracoSite(UmbracoEvents.make { $0.add(at: UmbracoSite.now) { $0.status = status } })
    #expect(try await site.object("/audit-logs/e0")["status"] as? String == word)
    #expect(try await site.object("/audit-logs?status=\(word.uppercased())")["total"] as? Int == 1)
  }

  @Test(
    "a provider's error category becomes the audit's",
    arguments: [
      ("Authentication", "Authentication"), ("RateLimited", "RateLimiting"), ("NotFound", "ModelNotFound"),
      ("InvalidRequest", "InvalidRequest"),
      ("Transient", "ServerError"), ("NetworkError", "NetworkError"), ("Cancelled", "Unknown"), ("Unknown", "Unknown"),
    ])
  func categories(type: String, category: String) {
    let events = UmbracoEvents.make { $0.add(at: UmbracoSite.now) { ($0.status, $0.errorType) = (.failure, type) } }
    #expect(UmbracoErrorCategory(events[0])?.rawValue == category)
  }

  @Test func `a message that speaks of a rate limit is one`() {
    let events = UmbracoEvents.make {
      $0.add(at: UmbracoSite.now) { ($0.status, $0.errorMessage) = (.failure, "The Rate Limit is reached") }
    }
    #expect(UmbracoErrorCategory(events[0]) == .rateLimiting)
  }
}
