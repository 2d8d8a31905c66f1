import Testing
import Usage

@testable import Ingest

@Suite struct RecordReaderTests {
  private static let now = Timestamp(seconds: 1_790_000_000)

  private func read<R: ActivityRecord>(
    _ text: String, as form: BodyForm = .detect, of kind: R.Type = R.self, scope: ProjectScope = .only(ID("p"))
  ) throws -> RecordReading<R> {
    let context = IngestContext(now: Self.now, scope: scope, ids: UUIDv7Sequence(now: Self.now, high: 1, low: 1))
    return try Array(text.utf8).withUnsafeBytes { bytes in try RecordReader<R>(context: context).read(bytes, as: form) }
  }

  @Test(arguments: [
    #"[{"id":"1"},{"id":"2"}]"#, #"{"items":[{"id":"1"},{"id":"2"}]}"#, "{\"id\":\"1\"}\n{\"id\":\"2\"}\n",
    #" {"x":1,"items":[{"id":1},{"id":"2"}],"y":[]} "#,
  ]) func `every form of body is read`(body: String) throws {
    let reading = try read(body, of: ChatRecord.self)
    #expect(reading.records.map(\.id.text) == ["1", "2"])
    #expect(reading.records.map(\.project.text) == ["p", "p"])
  }

  @Test(arguments: ["", " \n", "[", "7", "{\"items\":[}", "[{}] x", "null", "\u{1}"]) func `a body that is none is refused whole`(
    body: String
  ) {
    #expect(throws: DocumentFailure.self) { try self.read(body, of: ChatRecord.self) }
  }

  @Test func `an object with an items that is no list is a record`() throws {
    let reading = try read(#"{"id":"1","items":5}"#, of: ChatRecord.self)
    #expect((reading.records.count, reading.recording.ignoredFields) == (1, ["items"]))
  }

  @Test(arguments: [
    (#"{"success":"yes"}"#, "success", Rejection.Code.wrongType), (#"{}"#, "success", .missing),
    (#"{"success":null}"#, "success", .missing),
    (#"{"success":true,"failed_agents":"x"}"#, "failed_agents", .wrongType),
    (#"{"success":true,"failed_agents":[1]}"#, "failed_agents", .wrongType),
    (#"{"success":true,"error_messages":[]}"#, "error_messages", .wrongType),
    (#"{"success":true,"max_tokens":1.5}"#, "max_tokens", .wrongType),
    (#"{"success":true,"created_at":"soon"}"#, "created_at", .invalid), (#"{"success":true,"project":"q"}"#, "project", .invalid),
    (#"{"success":true,"id":{}}"#, "id", .wrongType), (#"{"success":true,"model_name":7}"#, "model_name", .wrongType),
  ]) func `a bad field is named as the client named it`(body: String, field: String, code: Rejection.Code) throws {
    let reading = try read(body, of: ExecutionRecord.self)
    guard case .rejected(let rejection)? = reading.recording.judged.first?.verdict else {
      Issue.record("was taken")
      return
    }
    #expect((rejection.field, rejection.code) == (field, code))
    #expect(reading.records.isEmpty)
  }

  @Test(arguments: [
    #"{"data":{"model_id":"rated","rating":1},"meta":{"model_id":"shown","message_id":"m","id":"x"}}"#,
    #"{"meta":{"rating":5,"chat_id":"c","message_id":"m"},"data":{"model_id":"rated","rating":1,"message_id":"y","data":{"rating":7}}}"#,
  ]) func `a part of another product's feedback speaks only of what is its own`(body: String) throws {
    let record = try #require(try read(body, of: FeedbackRecord.self).records.first)
    #expect((record.model, record.rating, record.message, record.id) == ("rated", "1", ID("m"), ID("message:m")))
  }

  @Test func `an agent is named once and keeps its place`() throws {
    let body = #"{"success":false,"error_messages":{"b":"1","a":{"k":"ValueError"},"b":"2"}}"#
    let record = try #require(try read(body, of: ExecutionRecord.self).records.first)
    #expect(record.errorMessages == [AgentMessage(agent: "b", text: "2"), AgentMessage(agent: "a", text: #"{"k":"ValueError"}"#)])
    #expect(record.errorCategories == [.other, .value])
  }

  @Test func `what happens without a time happens now, and a null is no time`() throws {
    let records = try read(#"[{"id":"1","rating":1},{"id":"2","created_at":null},{"id":"3","created_at":7}]"#, of: FeedbackRecord.self)
      .records
    #expect(records.map(\.createdAt) == [Self.now, nil, Timestamp(seconds: 7)])
    #expect(try read(#"{"id":"1"}"#, of: ChatRecord.self).records.first?.createdAt == nil)
  }

  @Test func `a rating keeps its letters`() throws {
    let records = try read(#"[{"rating":1},{"rating":"-1"},{"rating":1.0},{"rating":true},{"rating":" 1"},{}]"#, of: FeedbackRecord.self)
      .records
    #expect(records.map(\.rating) == ["1", "-1", "1.0", "true", " 1", nil])
  }

  @Test func `ids that nobody gave are made from the message, else new each time`() throws {
    let records = try read(#"[{"message_id":4,"user_id":"u"},{"message_id":4},{},{}]"#, of: FeedbackRecord.self).records
    #expect(records.prefix(2).map(\.id.text) == ["message:4/u", "message:4"])
    #expect(records[2].id != records[3].id)
  }

  @Test func `an empty model is another than none`() throws {
    let records = try read(#"[{"chat_id":"c","role":"user","model":""},{"chat_id":"c","role":"user"}]"#, of: MessageRecord.self).records
    #expect(records.map(\.model) == ["", nil])
  }

  @Test func `a derived field cannot be told`() throws {
    let reading = try read(#"{"success":true,"error_categories":["X"]}"#, of: ExecutionRecord.self)
    #expect((reading.records.first?.errorCategories, reading.recording.ignoredFields) == ([], ["error_categories"]))
  }
}
