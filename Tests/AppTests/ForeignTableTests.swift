import Testing

@testable import App

@Suite struct ForeignTableTests {
  @Test func `tokens are cast as SQLite casts them`() {
    let cases: [(String, Int64)] = [
      (#""12""#, 12), (#""7x""#, 7), (#"" 5 ""#, 5), (#""abc""#, 0), (#""""#, 0), (#""1e3""#, 1), ("3.9", 3), ("-0.9", 0), ("true", 1),
      ("false", 0),
      ("{}", 0), ("[1]", 0), ("99999999999999999999", .max), ("-99999999999999999999", .min), ("-2", -2), (#""-3""#, -3), ("1e3", 1000),
      (#""99999999999999999999""#, .max),
    ]
    for (text, expected) in cases {
      #expect(JSONTree(parsing: text).map(OpenWebUIMessage.integer) == expected, "\(text)")
    }
  }

  @Test func `seconds and milliseconds are told apart at ten billion`() {
    let times = ["1793523600", "1794182400500", "10000000000", "10000000001", "-315619200", "null", "99999999999999999999", "\"x\""].map {
      text in
      OpenWebUITables.instant(JSONTree(parsing: text))
    }
    #expect(
      times == [
        .text("2026-11-01T09:00:00Z"), .text("2026-11-09T00:00:00.500Z"), .text("2286-11-20T17:46:40Z"), .text("1970-04-26T17:46:40.001Z"),
        .text("1960-01-01T00:00:00Z"), .null, .null, .text("x"),
      ])
  }

  @Test func `an answer without a model is a message and no request`() throws {
    let row = try #require(JSONTree(parsing: #"{"id":"a","chat_id":"c","role":"assistant","model_id":null,"created_at":1793523600}"#))
    #expect(OpenWebUIMessage(row).records.map(\.kind) == [.messages])
  }

  @Test func `a tree writes what it read`() throws {
    let text = #"{"b":[1,1.0,-2e5,null,true],"a":{"x":"é\"\\"},"a":{}}"#
    #expect(try #require(JSONTree(parsing: text)).json == text)
    #expect(JSONTree(parsing: "{\"a\":}") == nil)
  }

  @Test func `agents that are no list of texts are kept as they came`() throws {
    let row = try #require(JSONTree(parsing: #"{"execution_id":1,"failed_agents":"[1]","error_messages":"{\"a\":1}"}"#))
    let record = try #require(AutoAnalystTables().records(of: row, in: "code_executions").first)
    #expect((record["malformed_agents"], record["failed_agents"], record["error_messages"]?.json) == (.text("[1]"), nil, #"{"a":1}"#))
  }

  @Test func `errors that are an empty text are errors that are there`() throws {
    let errors = [
      try records(#"{"failed_agents":"","error_messages":""}"#, "code_executions"),
      try records(#"{"error_messages":null}"#, "code_executions"), try records(#"{"error_messages":"{}"}"#, "code_executions"),
    ]
    #expect(errors.map { $0["malformed_errors"] } == [.text(""), nil, nil])
    #expect(errors.map { $0["error_messages"]?.json } == [nil, nil, "{}"])
  }

  @Test(arguments: [("null", "0"), ("-1", "0"), ("0.5", "0.5")])
  func `a cost that is NULL is nothing, as Auto-Analyst counts it, and not made up from a list of prices`(cost: String, kept: String) throws
  {
    #expect(
      try records(#"{"usage_id":1,"model_name":"gpt-5-mini","prompt_tokens":9,"cost":\#(cost)}"#, "model_usage")["cost"]?.json == kept)
  }

  @Test func `a cost that nobody told is worked out like any other`() throws {
    #expect(try records(#"{"usage_id":1,"model_name":"gpt-5-mini","prompt_tokens":null,"cost":null}"#, "model_usage")["cost"] == nil)
    #expect(try records(#"{"usage_id":1,"model_name":"gpt-5-mini","prompt_tokens":9}"#, "model_usage")["cost"] == nil)
  }

  @Test(arguments: [
    ("users", #"{"user_id":1}"#, nil, nil), ("users", "{}", "user_id", "is needed"), ("users", "[]", nil, "must be a JSON object"),
    ("model_usage", #"{"usage_id":null}"#, "usage_id", "is needed"),
    ("message_feedback", #"{"feedback_id":""}"#, "feedback_id", "is needed"),
    ("code_executions", #"{"message_id":1}"#, "execution_id", "is needed"), ("chats", "null", nil, "must be a JSON object"),
  ])
  func `a row without an id is not taken`(table: String, row: String, field: String?, message: String?) throws {
    let defect = AutoAnalystTables().defect(of: try #require(JSONTree(parsing: row)), in: table)
    #expect((defect?.field, defect?.message) == (field, message))
  }

  @Test func `members of groups need no id`() throws {
    let row = try #require(JSONTree(parsing: #"{"group_id":"g","user_id":"u"}"#))
    #expect(OpenWebUITables().defect(of: row, in: "group_member") == nil && OpenWebUITables().defect(of: row, in: "chat")?.field == "id")
  }

  private func records(_ row: String, _ table: String) throws -> ForeignRecord {
    let tree = try #require(JSONTree(parsing: row))
    return try #require(AutoAnalystTables().records(of: tree, in: table).first)
  }
}
