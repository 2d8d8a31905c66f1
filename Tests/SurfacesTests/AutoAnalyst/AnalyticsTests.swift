import HTTPTypes
import Testing
import Usage

@testable import Surfaces

/// What the original does not do, or does otherwise.
@Suite struct AnalyticsTests {
  private func site() async throws -> AnalyticsSite { try await AnalyticsSite(RecordedRows("main"), in: .memory) }

  @Test func `tells the days of the dashboard page, idle ones too`() async throws {
    let answer = try #require(try await site().ask("/analytics/daily?days=7").json)
    guard case .array(let days)? = answer["daily_usage"] else { return #expect(Bool(false), "no list") }
    #expect(days.count == 8)
    #expect(days.first?["date"] == "2026-03-08")
    #expect(days.last?["date"] == "2026-03-15")
    #expect(answer["success"] == .bool(true))
    #expect(answer["end_date"] == "2026-03-15T14:30:00Z")
    let whole = try #require(try await site().ask("/analytics/costs/summary?period=7d").json?["totalRequests"])
    #expect(.number(days.compactMap { $0["requests"]?.real }.reduce(0, +)) == whole)
  }

  @Test func `says what a request costs on average`() async throws {
    let answer = try #require(try await site().ask("/analytics/usage/summary").json)
    let average = try #require(answer["total_cost"]?.real) / (try #require(answer["total_requests"]?.real))
    #expect(abs(try #require(answer["avg_cost_per_request"]?.real) - average) < 1e-12)
  }

  @Test(arguments: ["", "?admin_api_key=nonsense", "?admin_api_key=k-ingest", "?admin_api_key=k-test&admin_api_key=nonsense"])
  func `refuses keys with the documented body`(_ query: String) async throws {
    let response = try await site().ask("/analytics/users" + query, headers: [:])
    #expect(response.status == .forbidden)
    #expect(response.json == ["detail": "Invalid or missing admin API key"])
    #expect(response.headers[.wwwAuthenticate] == nil)
  }

  @Test func `looks at the key before the parameters`() async throws {
    #expect(try await site().ask("/analytics/users?limit=abc", headers: [:]).status == .forbidden)
  }

  @Test func `shows nothing of other projects`() async throws {
    let site = try await site()
    for (path, key) in [("dashboard", "total_requests"), ("costs/summary", "totalRequests"), ("users/sessions/stats", "totalUsers")] {
      #expect(try await site.ask("/analytics/" + path, headers: ["X-Admin-API-Key": "k-other"]).json?[key] == .number(0))
    }
    let executions = try await site.ask("/analytics/code-executions/detailed", headers: ["X-Admin-API-Key": "k-other"]).json
    #expect(executions?["count"] == .number(0))
    #expect(
      try await site.ask("/analytics/feedback/summary", headers: ["X-Admin-API-Key": "k-other"]).json?["total_feedback"] == .number(0))
  }

  @Test func `names every parameter that cannot be read`() async throws {
    let response = try await site().ask("/analytics/feedback/detailed?min_rating=a&max_rating=&limit=99999999999999999999&offset=1.5")
    #expect(response.status == .unprocessableContent)
    guard case .array(let problems)? = response.json?["detail"] else { return #expect(Bool(false), "no list") }
    #expect(problems.map { $0["type"]?.text } == ["int_parsing", "int_parsing", "int_parsing_size", "int_parsing"])
    #expect(problems.first?["loc"] == .array(["query", "min_rating"]))
    #expect(problems.first?["input"] == "a")
  }

  @Test(arguments: [
    ("1.0", nil), ("1_0", nil), ("%2B5", nil), (" 7", nil), ("--5", "int_parsing"), ("1.5", "int_parsing"), ("1__0", "int_parsing"),
  ])
  func `reads whole numbers as the original's framework does`(_ number: String, problem: String?) async throws {
    let response = try await site().ask("/analytics/users?limit=" + number.replacing(" ", with: "%20"))
    guard let problem else { return #expect(response.status == .ok) }
    guard case .array(let problems)? = response.json?["detail"] else { return #expect(Bool(false), "no list") }
    #expect((response.status, problems.first?["type"]?.text) == (.unprocessableContent, problem))
  }

  @Test(arguments: [
    ("2026-05-16T14:28:28.973Z", "2026-05-16T14:28:28.973000Z"), ("2026-05-16T14:28:28.973001Z", "2026-05-16T14:28:28.973001Z"),
    ("2026-05-16T14:28:28Z", "2026-05-16T14:28:28Z"),
  ])
  func `writes fractions of seconds with six digits or not at all`(_ time: String, text: String) throws {
    #expect(try #require(Timestamp(time)).analyticsText == text)
  }

  @Test(arguments: [
    "users?limit=9223372036854775807&offset=9223372036854775807", "users?limit=-9223372036854775808", "code-executions/users?limit=-1",
    "code-executions/detailed?user_id=-5&model_name=%F0%9F%92%A9&nonsense=1&period=", "feedback/detailed?limit=-1&offset=-1&model_name=",
    "feedback/detailed?limit=3&limit=1", "daily?days=-3", "daily?days=99999999", "users/activity?period=90d&period=7d",
  ])
  func `bears whatever is asked`(_ question: String) async throws {
    #expect(try await site().ask("/analytics/" + question).status == .ok)
  }

  @Test func `takes the last of repeated parameters`() async throws {
    #expect(try await site().ask("/analytics/feedback/detailed?limit=3&limit=1").json?["count"] == .number(1))
  }

  @Test func `names the models in one order on all days`() async throws {
    let answer = try await site().ask("/analytics/models/history?period=90d").json
    guard case .array(let days)? = answer?["model_history"] else { return #expect(Bool(false), "no list") }
    let orders = days.map { day -> [String?] in
      guard case .array(let models)? = day["models"] else { return [] }
      return models.map { $0["name"]?.text }
    }
    #expect(Set(orders).count == 1)
  }
}
