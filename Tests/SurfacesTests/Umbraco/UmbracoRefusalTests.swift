import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Semantics
import Testing
import Usage

/// What is wrong with a request, in the shapes that the two contracts have for it.
@Suite(.conformance("umbraco", "refusals")) struct UmbracoRefusalTests {
  private static let old = "https://tools.ietf.org/html/rfc7231#section-6.5"
  private static let new = "https://tools.ietf.org/html/rfc9110#section-15.5"

  @Test(
    arguments: [
      ("usage-summary?from=2026-10-08&to=2026-10-08", #""\u0027from\u0027 must be before \u0027to\u0027""#),
      ("usage-summary?from=2026-10-09&to=2026-10-08&granularity=day", #""\u0027from\u0027 must be before \u0027to\u0027""#),
      ("usage-by-user?from=2026-10-08", #""\u0027from\u0027 must be before \u0027to\u0027""#),
      ("usage-by-model", #""\u0027from\u0027 must be before \u0027to\u0027""#),
      ("usage-summary?to=2026-10-08&granularity=day", #""Invalid granularity \u0027day\u0027. Valid values: Hourly, Daily""#),
      ("usage-time-series?to=2026-10-08&granularity=Hourly,", #""Invalid granularity \u0027Hourly,\u0027. Valid values: Hourly, Daily""#),
      (
        "usage-by-profile?to=2026-10-08&granularity=99999999999",
        #""Invalid granularity \u002799999999999\u0027. Valid values: Hourly, Daily""#
      ),
      (
        "usage-by-profile?to=2026-10-08&granularity=%3C%22%5C%C3%A9%0A",
        #""Invalid granularity \u0027\u003C\u0022\\\u00E9\n\u0027. Valid values: Hourly, Daily""#
      ),
    ]) func `the client's routes refuse in one text`(path: String, body: String) async throws
  {
    let answer = try await UmbracoSite().ask("/analytics/" + path)
    #expect(answer.status == .badRequest)
    #expect(String(buffer: answer.body) == body)
    #expect(answer.headers[.contentType] == "application/json; charset=utf-8")
  }

  @Test(
    arguments: [
      ("usage-summary?from=abc&to=2026-10-08", ["from": ["The value 'abc' is not valid."]]),
      ("usage-summary?from=&to=1700000000", ["from": ["The value '' is invalid."], "to": ["The value '1700000000' is not valid."]]),
      ("usage-summary?from=2026-10-08T00:00:00+02:00&to=2026-10-09", ["from": ["The value '2026-10-08T00:00:00 02:00' is not valid."]]),
      ("usage-summary?from=2026-02-30&to=2026-10-09&granularity=day", ["from": ["The value '2026-02-30' is not valid."]]),
      ("summary?to=-1", ["from": ["The from field is required."], "to": ["The value '-1' is not valid."]]),
      ("breakdown/user", ["from": ["The from field is required."], "to": ["The to field is required."]]),
      ("summary?from=2026-10-08&to=2026-10-08&capability=smell", ["capability": ["The value 'smell' is not valid."]]),
      ("by-model?from=99999999999999999999&to=2026-10-08", ["from": ["The value '99999999999999999999' is not valid."]]),
    ]) func `dates that cannot be read are told by field`(path: String, errors: [String: [String]]) async throws
  {
    let site = UmbracoSite()
    #expect(try await site.ask("/analytics/" + path).status == .badRequest)
    let body = try await site.object("/analytics/" + path)
    #expect(body["errors"] as? [String: [String]] == errors)
    #expect(body["title"] as? String == "One or more validation errors occurred.")
    let type = (path.hasPrefix("usage") ? Self.new : Self.old) + ".1"
    #expect(body["type"] as? String == type)
    #expect(body.keys.sorted() == ["errors", "status", "title", "traceId", "type"])
  }

  @Test(
    arguments: [
      ("summary?from=2026-10-09&to=2026-10-08", "'from' must be before 'to'"),
      (
        "timeseries?from=2026-10-07&to=2026-10-08&granularity=fortnight",
        "Invalid granularity 'fortnight'. Valid values: hour, day, week, month"
      ),
      ("breakdown/model?from=2026-10-07&to=2026-10-08&granularity=1", "Invalid granularity '1'. Valid values: hour, day, week, month"),
    ]) func `the documented routes refuse in a problem's details`(path: String, detail: String) async throws
  {
    let answer = try await UmbracoSite().ask("/analytics/" + path)
    #expect(answer.status == .badRequest && answer.headers[.contentType] == "application/problem+json")
    let body = try await UmbracoSite().object("/analytics/" + path)
    #expect(body["detail"] as? String == detail)
    #expect(body["type"] as? String == Self.old + ".1")
    #expect(body["status"] as? Int == 400)
  }

  @Test(
    arguments: [
      ("/analytics/summary", nil, .get, 401, "https://tools.ietf.org/html/rfc7235#section-3.1"),
      ("/analytics/summary", "wrong", .get, 401, nil),
      ("/analytics/usage-summary", "expired", .get, 401, new + ".2"), ("/analytics/usage-summary", "ingest", .get, 403, new + ".4"),
      ("/analytics/by-user", "ingest", .get, 403, old + ".3"), ("/analytics/usage-cost", "read", .get, 404, new + ".5"),
      ("/analytics", "read", .get, 404, old + ".4"), ("/analytics/breakdown/feature", "read", .get, 404, old + ".4"),
      ("/analytics/summary", "read", .post, 405, old + ".5"), ("/audit-logs/cleanup", "read", .post, 403, new + ".4"),
      ("/audit-logs/e0", "admin", .delete, 405, new + ".6"), ("/audit-logs", nil, .get, 401, new + ".2"),
    ] as [(String, String?, HTTPRequest.Method, Int, String?)])
  func `callers are told why they are not let in`(path: String, key: String?, method: HTTPRequest.Method, status: Int, type: String?)
    async throws
  {
    let answer = try await UmbracoSite().ask(path, method, key: key)
    #expect(answer.status.code == status)
    let text = String(buffer: answer.body)
    #expect(text.contains("\"status\":\(status)"))
    #expect(text.contains("\"type\":\"" + (type ?? "https://")))
    if status == 405 { #expect(answer.headers[.allow]?.contains("GET") == true) }
    if status == 401 { #expect(answer.headers[.wwwAuthenticate] == "Bearer") }
  }

  @Test func `a key of one project sees that one`() async throws {
    let site = UmbracoSite(
      UmbracoEvents.make {
        $0.add(at: .today)
        $0.add(at: .today) { $0.project = ID("beta") }
      })
    let path = "/analytics/usage-summary?to=2026-10-09"
    #expect(String(buffer: try await site.ask(path, key: "alpha").body).contains("\"totalRequests\":1,"))
    #expect(String(buffer: try await site.ask(path, key: "admin").body).contains("\"totalRequests\":2,"))
    #expect(try await site.ask("/audit-logs/e1", key: "alpha").status == .notFound)
  }

  private static let odd = [
    "", "%20", "0", "-1", "x", "1e9", "99999999999999999999", "null", "%00", "'", "true", "2026-10-08", String(repeating: "9", count: 3000),
  ]
  private static let parameters = [
    "from", "to", "granularity", "profileId", "providerId", "capability", "status", "userId", "entityId", "fromDate", "toDate",
    "searchText",
    "skip", "take", "unknown",
  ]
  private static let paths =
    ["summary", "usage-summary", "timeseries", "usage-time-series", "breakdown/user", "by-model", "usage-by-profile"].map {
      "/analytics/" + $0
    }
    + ["/audit-logs", "/audit-log", "/audit-logs/e0"]

  @Test(arguments: paths, parameters) func `nothing that is sent breaks it`(path: String, parameter: String) async throws {
    let site = UmbracoSite(UmbracoEvents.make { $0.add(at: .today) })
    for value in Self.odd {
      for base in ["?", "?from=2026-10-01&to=2026-10-09&"] {
        for query in ["\(parameter)=\(value)", "\(parameter)=\(value)&\(parameter)=1"] {
          let status = try await site.ask(path + base + query).status.code
          #expect(status == 200 || status == 400, "\(path)\(base)\(query.prefix(80))")
        }
      }
    }
  }

  @Test func `a store that fails is a problem, not a text of its own`() async throws {
    let answer = try await UmbracoSite(engine: FailingEngine(failure: .engine("secret"))).ask("/analytics/usage-summary?to=2026-10-08")
    #expect(answer.status == .internalServerError && !String(buffer: answer.body).contains("secret"))
    #expect(try await UmbracoSite(engine: FailingEngine(failure: .timeout)).ask("/audit-logs").status == .serviceUnavailable)
  }

  private struct FailingEngine: QueryEngine, RecordSource {
    let failure: QueryFailure

    func run(_ plan: Plan, budget: QueryBudget) async throws(QueryFailure) -> QueryResult { throw failure }
    func records(_ query: RecordQuery, budget: QueryBudget) async throws(QueryFailure) -> RecordPage { throw failure }
  }
}
