import HTTPTypes
import Testing
import Usage

@Suite struct ClaraRefusalTests {
  private static let paths = [
    "analytics/overview", "analytics/providers", "analytics/chats", "analytics/models", "analytics/agents", "users", "users/anna", "me",
    "gdpr-policy", "stats",
  ]

  @Test(arguments: paths) func `tells keys apart in the product's words`(_ path: String) async throws {
    let site = try await ClaraSite(.example)
    let cases: [(String?, HTTPResponse.Status, String)] = [
      (nil, .unauthorized, "Missing or invalid authorization token"), ("read", .unauthorized, "Missing or invalid authorization token"),
      ("Bearer nonsense", .unauthorized, "Invalid or expired token"), ("bearer expired", .unauthorized, "Invalid or expired token"),
      ("Bearer ingest", .forbidden, "Superadmin access required"),
    ]
    for (authorization, status, text) in cases {
      let answer = try await site.ask(path, authorization: authorization)
      #expect(answer.status == status)
      #expect(answer.json?["error"]?.text == text)
      #expect(answer.json?["code"]?.text == (status == .forbidden ? "FORBIDDEN" : "UNAUTHORIZED"))
    }
    #expect(try await site.ask(path + "?token=read", authorization: nil).status == .unauthorized)
    #expect(try await site.ask(path, authorization: "Bearer admin").status == .ok)
    #expect(try await site.ask(path, .head).status == .ok)
    let wrong = try await site.ask(path, .put)
    #expect((wrong.status, wrong.json?["code"]?.text) == (.methodNotAllowed, "METHOD_NOT_ALLOWED"))
  }

  @Test(arguments: ["days", "tz", "format", "page", "page_size"], ["", "abc", "-1", "1.5", "99999999999999999999", "%00", "Mars/Phobos"])
  func `refuses what a parameter cannot be`(_ name: String, _ value: String) async throws {
    let site = try await ClaraSite(.example)
    let path = name.hasPrefix("page") ? "users" : "analytics/chats"
    let answer = try await site.ask("\(path)?\(name)=\(value)&nonsense=1")
    #expect(answer.status == .badRequest)
    #expect(answer.json?.keys == ["code", "error"])
    #expect(answer.json?["error"]?.text?.hasPrefix(name) ?? false)
  }

  @Test(arguments: [
    "analytics/chats?days=366", "analytics/agents?days=0", "analytics/providers?envelope=2", "users?page=0", "users?page_size=0",
    "users?page_size=201", "analytics/models?format=xml", "analytics/overview?tz=PST",
  ]) func `holds bounds`(_ path: String) async throws {
    #expect(try await ClaraSite(.example).ask(path).status == .badRequest)
  }

  @Test func `shows nothing of other projects`() async throws {
    let site = try await ClaraSite(.example)
    #expect(String(buffer: try await site.ask("analytics/models", authorization: "Bearer other").body) == "[]")
    #expect(try await site.ask("users", authorization: "Bearer other").json?["total_count"] == .number(0))
    #expect(try await site.ask("users/anna", authorization: "Bearer other").status == .notFound)
  }

  @Test func `repairs nothing, successfully`() async throws {
    let answer = try await ClaraSite(.example).ask("analytics/migrate-timestamps", .post)
    #expect((answer.status, answer.json?["success"], answer.json?["sessions_updated"]) == (.ok, .bool(true), .number(0)))
  }

  @Test(arguments: [
    ("users?tier=pro", 1.0), ("users?tier=free", 2), ("users?tier=&search=", 3), ("users?search=EXAMPLE.org", 1), ("users?search=long", 1),
    ("users?search=%25", 0), ("users?page=1000000000", 3),
  ]) func `filters and counts users`(_ path: String, _ total: Double) async throws {
    for store in ClaraSite.Store.allCases {
      #expect(try await ClaraSite(.example, in: store).json(path)["total_count"] == .number(total))
    }
  }

  @Test(arguments: [
    ("anna.smith@example.org", "ann***@example.org"), ("bob@example.org", "***@example.org"), ("123456789", "12345678..."),
    ("12345678", "12345678"),
  ]) func `shortens identifiers`(_ id: String, _ shown: String) async throws {
    var data = ClaraData()
    data.user(id)
    let user = try await ClaraSite(data).json("users")["users"]?.list.first
    #expect(user?["user_id"]?.text == shown)
    #expect(user?["email_domain"]?.text == (id.contains("@") ? "@example.org" : nil))
    #expect(user?["created_at"] == "0001-01-01T00:00:00Z")
  }
}
