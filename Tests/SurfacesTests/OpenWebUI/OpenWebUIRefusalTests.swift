import HTTPTypes
import HummingbirdTesting
import Testing
import Usage

@Suite struct OpenWebUIRefusalTests {
  private static let base = "/api/v1/analytics"
  private static let session: RecordedJSON = [
    "detail": "Your session has expired or the token is invalid. Please sign in again."
  ]
  private static let permission: RecordedJSON = [
    "detail": "You do not have permission to access this resource. Please contact your administrator for assistance."
  ]

  static let credentials: [(headers: [String: String], status: Int, body: RecordedJSON?)] = [
    ([:], 401, ["detail": "Not authenticated"]),
    (["Authorization": "Bearer"], 401, ["detail": "Not authenticated"]),
    (["Authorization": "Bearer nonsense"], 401, ["detail": "401 Unauthorized"]),
    (["Authorization": "Basic d2VpcjpyZWFkZXI="], 401, ["detail": "401 Unauthorized"]),
    (["Authorization": "Bearer sk-0123456789abcdef"], 401, session),
    (["Authorization": "Bearer weir_unknown"], 401, session),
    (["Authorization": "Bearer weir_expired"], 401, session),
    (["Authorization": "Bearer weir_app"], 401, permission),
    (["Cookie": "a=b; token=weir_app"], 401, permission),
    (["Cookie": "token=nonsense"], 401, ["detail": "401 Unauthorized"]),
    (["x-api-key": "weir_unknown"], 401, session),
    (["Authorization": "Bearer weir_reader"], 200, nil),
    (["Authorization": "bEaReR weir_reader"], 200, nil),
    (["Cookie": "a=b; token=weir_reader"], 200, nil),
    (["x-api-key": "weir_reader"], 200, nil),
    (["Authorization": "Bearer weir_reader", "Cookie": "token=nonsense"], 200, nil),
    (["Cookie": "token=weir_reader", "x-api-key": "nonsense"], 200, nil),
    (["Authorization": "Bearer nonsense", "x-api-key": "weir_reader"], 401, ["detail": "401 Unauthorized"]),
  ]

  @Test(arguments: credentials.indices) func `takes a key from three places and refuses it in the original's words`(_ index: Int)
    async throws
  {
    let site = try await OpenWebUISite(in: .memory)
    let wanted = Self.credentials[index]
    let answer = try await site.ask(Self.base + "/summary", headers: wanted.headers)
    #expect(Int(answer.status.code) == wanted.status)
    if let body = wanted.body { #expect(answer.json == body) }
  }

  @Test func `looks at the key before it looks at parameters`() async throws {
    let site = try await OpenWebUISite(in: .memory)
    #expect(try await site.ask(Self.base + "/summary?start_date=abc", headers: [:]).status == .unauthorized)
  }

  @Test func `a key of one project sees nothing of another`() async throws {
    let site = try await OpenWebUISite(in: .memory, OpenWebUIRows())
    let answer = try await site.ask(Self.base + "/models", headers: ["Authorization": "Bearer weir_other"])
    #expect(answer.json == ["models": .array([])])
  }

  static let paths: [(method: HTTPRequest.Method, path: String, status: Int, detail: RecordedJSON)] = [
    (.get, "/nothing", 404, "Not Found"), (.get, "/summary/", 404, "Not Found"), (.get, "/models/chats", 404, "Not Found"),
    (.get, "/models/a/b", 404, "Not Found"), (.post, "/summary", 405, "Method Not Allowed"),
    (.delete, "/models/a/b/chats", 405, "Method Not Allowed"),
  ]

  @Test(arguments: paths.indices) func `says in the original's shape what is not there`(_ index: Int) async throws {
    let (method, path, status, detail) = Self.paths[index]
    let answer = try await OpenWebUISite(in: .memory).ask(Self.base + path, method)
    #expect(Int(answer.status.code) == status)
    #expect(answer.json == ["detail": detail])
  }

  static let integers: [(text: String, isGood: Bool)] = [
    ("7", true), ("-7", true), ("%2B7", true), ("1.0", true), ("1.000", true), ("%207%20", true), ("1_000", true), ("007", true),
    ("99999999999999999999999999", true), ("-99999999999999999999999999", true), ("", false), ("abc", false), ("1.5", false),
    ("1e3", false), ("1__0", false), ("_1", false), ("0x10", false), ("--1", false), ("%D9%A1", false), ("null", false),
  ]

  @Test(arguments: integers.indices, ["/models?start_date=", "/users?limit=", "/messages?skip=", "/models/m/overview?days="])
  func `reads whole numbers as the original does`(_ index: Int, _ question: String) async throws {
    let (text, isGood) = Self.integers[index]
    let answer = try await OpenWebUISite(in: .memory).ask(Self.base + question + text)
    // More days than an answer can have are refused as too many, not as unreadable.
    let isTooMuch = question.hasSuffix("days=") && text.hasPrefix("9999")
    #expect(answer.status == (isGood && !isTooMuch ? .ok : .unprocessableContent))
  }

  @Test func `tells everything that cannot be read, in order, and reads the last of repeated parameters`() async throws {
    let site = try await OpenWebUISite(in: .memory)
    let answer = try await site.figures("/daily?compare=maybe&metric=cost&granularity=week&end_date=&start_date=1&start_date=x&other=1")
    guard case .array(let items)? = answer?["detail"] else { return #expect(Bool(false)) }
    #expect(items.compactMap { $0["type"]?.text } == ["int_parsing", "int_parsing", "literal_error", "literal_error", "bool_parsing"])
    #expect(
      items.compactMap { $0["loc"] } == ["start_date", "end_date", "granularity", "metric", "compare"].map { .array(["query", $0]) })
    #expect(try await site.ask(Self.base + "/daily?start_date=x&start_date=1&limit=-1").status == .ok)
  }
}
