import Testing
import Usage

@Suite struct RecordTests {
  @Test func `messages of agents keep their order and every character`() throws {
    let messages = [
      AgentMessage(agent: "z", text: "a: \"b\", {c}"), AgentMessage(agent: "a\\\"", text: "line\nline \\"),
      AgentMessage(agent: "é", text: ""),
    ]
    #expect(RecordJSON.messages(RecordJSON.encoded(messages)) == messages)
    #expect(RecordJSON.messages(RecordJSON.encoded([] as [AgentMessage])) == [])
    #expect(RecordJSON.messages("[]") == nil)
  }

  @Test(arguments: [[], [""], ["a"], ["a", "b", ""], ["é,]", "["], ["a\"b", "c"], ["\\"], ["\n", "x"]])
  func `reads the lists of texts that it wrote`(_ texts: [String]) {
    #expect(RecordJSON.texts(RecordJSON.encoded(texts)) == texts)
  }

  @Test(arguments: [#"["a"#, #"["a" "b"]"#, #"["a",1]"#, #"["a""b"]"#, #"[a]"#, #"["]"#, "[\"a\nb\"]", "", "{}"])
  func `takes nothing else for a list of texts`(_ text: String) {
    #expect(RecordJSON.texts(text) == nil)
  }

  @Test func `reads lists of texts that others spaced out`() {
    #expect(RecordJSON.texts(#"[ "a" , "b" ]"#) == ["a", "b"])
  }

  @Test func `only exactly 1 and -1 are votes`() {
    let votes = ["1", "-1", "0", "1.0", "true", " 1", "+1", nil].map { rating in
      var record = FeedbackRecord(id: ID("f"), project: ID("p"))
      record.rating = rating
      return record.vote
    }
    #expect(votes == [.won, .lost, nil, nil, nil, nil, nil, nil])
  }

  /// Stores leave out what a row does not have.
  @Test func `a new record has nothing in its fields`() {
    func isEmpty<R: ActivityRecord>(_ kind: R.Type) -> Bool {
      let new = R(id: ID("i"), project: ID("p"))
      return R.fields.allSatisfy { field in
        var record = new
        field.set(&record, .null)
        return record == new
      }
    }
    #expect(isEmpty(MessageRecord.self) && isEmpty(FeedbackRecord.self) && isEmpty(ExecutionRecord.self) && isEmpty(AgentRecord.self))
    #expect(isEmpty(AgentRunRecord.self) && isEmpty(ChatRecord.self) && isEmpty(UserRecord.self) && isEmpty(GroupRecord.self))
  }

  @Test func `a field holds what was put in it, and no other field does`() {
    func isApart<R: ActivityRecord>(_ kind: R.Type) -> Bool {
      R.fields.indices.filter { !R.fields[$0].isDerived }.allSatisfy { place in
        var record = R(id: ID("i"), project: ID("p"))
        let before = R.fields.map { $0.get(record) }, cell = Self.cell(R.fields[place])
        R.fields[place].set(&record, cell)
        return R.fields.indices.allSatisfy { index in
          R.fields[index].isDerived || R.fields[index].get(record) == (index == place ? cell : before[index])
        }
      }
    }
    #expect(isApart(MessageRecord.self) && isApart(FeedbackRecord.self) && isApart(ExecutionRecord.self) && isApart(AgentRecord.self))
    #expect(isApart(AgentRunRecord.self) && isApart(ChatRecord.self) && isApart(UserRecord.self) && isApart(GroupRecord.self))
  }

  private static func cell<R>(_ field: RecordField<R>) -> RecordCell {
    switch field.form {
    case .text, .identifier, .scalar, .json: .text("longer than a small text, so that it lies elsewhere")
    case .integer, .duration: .integer(-7)
    case .real: .real(0.5)
    case .boolean: .boolean(true)
    case .instant: .instant(Timestamp(microseconds: 8))
    case .texts: .text(#"["a"]"#)
    case .messages: .text(#"{"a":"b"}"#)
    }
  }

  @Test func `content goes where none is kept, and its length stays`() {
    var execution = ExecutionRecord(id: ID("e"), project: ID("p"))
    execution.latestCode = "é\u{1F600}"
    execution.errorMessages = [AgentMessage(agent: "a", text: "KeyError")]
    execution.complete()
    let kept = execution.withoutContent()
    #expect((kept.latestCode, kept.latestCodeLength, kept.errorMessages?.count) == (nil, 2, 1))
  }

  @Test func `a preview ends after 200 characters`() {
    let previews = [199, 200, 201].map { count in
      var message = MessageRecord(id: ID("m"), project: ID("p"))
      message.content = String(repeating: "é", count: count)
      message.complete()
      return message.preview?.unicodeScalars.count
    }
    #expect(previews == [199, 200, 203])
  }

  @Test func `a record survives being told by its fields`() {
    var chat = ChatRecord(id: ID("c"), project: ID("p"))
    (chat.title, chat.tags, chat.isArchived, chat.updatedAt) = ("T", ["b", "a", "b"], true, Timestamp(seconds: 5))
    #expect(chat.renamed(ID("c")) == chat)
  }
}
