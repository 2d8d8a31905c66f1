import Testing
import Usage

@Suite struct TagsTests {
  @Test(arguments: [
    [:], ["a": "b"], ["": ""], ["b": "2", "a": "1"], ["a,b": "{\":\"}"], ["é": "\u{1F600}"], ["a\"b": "c"], ["a": "\\"],
    ["a": "line\nline"],
    ["a": "\u{1}", "b": "plain"],
  ])
  func `a map comes back as it was written`(_ tags: [String: String]) {
    #expect(Tags.decoded(Tags.encoded(tags)) == tags)
  }

  @Test(arguments: [
    "", "{", "[]", "null", #"{"a":1}"#, #"{"a":"b""#, #"{"a" "b"}"#, #"{"a":"b"}x"#, #"{"a":"b""c":"d"}"#, #"{"a"}"#,
    #"{a:"b"}"#,
    #"{,"a":"b"}"#, "{\"a\":\"b\nc\"}", #"{"a":{"b":"c"}}"#,
  ])
  func `what is no map of texts is none`(_ text: String) {
    #expect(Tags.decoded(text) == nil)
  }

  @Test func `reads what others spaced out`() {
    #expect(Tags.decoded(#"{ "a" : "b" }"#) == ["a": "b"])
  }
}
