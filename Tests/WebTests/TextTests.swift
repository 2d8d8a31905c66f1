import Foundation
import NIOCore
import Testing

@testable import Web

struct TextTests {
  @Test(arguments: [
    ("plain", "plain"), ("a,b", "\"a,b\""), ("say \"hi\"", "\"say \"\"hi\"\"\""), ("two\nlines", "\"two\nlines\""), ("=1+1", "'=1+1"),
    ("+cmd", "'+cmd"), ("-2", "-2"), ("-2.5e-7", "-2.5e-7"), ("+3", "+3"), ("-", "'-"), ("-1-1", "'-1-1"), ("@x", "'@x"),
    ("\tx", "'\tx"), ("\rx", "\"'\rx\""), ("=\"a\"", "\"'=\"\"a\"\"\""), ("-inf", "'-inf"), ("-0x1p3", "'-0x1p3"),
    ("a\"\u{301}", "\"a\"\"\u{301}\""), ("", ""),
  ])
  func `writes a cell that no spreadsheet runs`(_ cell: String, _ expected: String) {
    var writer = CSVWriter()
    writer.row([cell, nil, "end"])
    #expect(String(buffer: writer.buffer) == expected + ",,end\r\n")
  }

  @Test func `writes JSON that Foundation reads back`() throws {
    var writer = JSONWriter()
    writer.object { writer in
      writer.member("text", "a\"b\\c\u{1}\u{1f}\n\té🜁/\u{7f}")
      writer.member("integer", Int64.min)
      writer.member("nothing", nil as String?)
      writer.key("numbers")
      writer.array { writer in
        for number in [0.1, 1, -2.5e-300, 1e300, .nan, .infinity] { writer.number(number) }
        writer.number(exactly: "12.000000001")
      }
      writer.key("empty")
      writer.object { _ in }
      writer.member("flag", true)
    }
    #expect(
      String(buffer: writer.buffer)
        == #"{"text":"a\"b\\c\u0001\u001f\n\té🜁/\#u{7f}","integer":-9223372036854775808,"nothing":null,"#
        + #""numbers":[0.1,1,-2.5e-300,1e+300,null,null,12.000000001],"empty":{},"flag":true}"#)
    let read = try #require(try JSONSerialization.jsonObject(with: Data(writer.buffer.readableBytesView)) as? [String: Any])
    #expect(read["text"] as? String == "a\"b\\c\u{1}\u{1f}\n\té🜁/\u{7f}")
  }

  @Test(arguments: [0, 9, 10, 99, 100, -1, 1234567890, .max, .min] as [Int64])
  func `a key that was made before gives the same member`(_ value: Int64) {
    for name in ["plain", "", "a\"b\n", String(repeating: "é", count: 300)] {
      let key = JSONKey(name)
      var plain = JSONWriter(), made = JSONWriter()
      plain.object { json in for _ in 0..<2 { json.member(name, value) } }
      made.object { json in for _ in 0..<2 { json.member(key, value) } }
      #expect(made.buffer == plain.buffer)
    }
  }

  @Test func `encodes equal values to equal bytes`() {
    let value: JSONValue = ["b": [1, 2.5, "x", nil, true], "a": ["d": [:], "c": []]]
    #expect(value.text == #"{"a":{"c":[],"d":{}},"b":[1,2.5,"x",null,true]}"#)
  }

  @Test(arguments: [
    ("a=1&b=2", ["a=1", "b=2"]), ("a", ["a="]), ("a=b=c", ["a=b=c"]), ("&&a=1&", ["a=1"]), ("a%3Db=%26", ["a=b=&"]), ("=x", ["=x"]),
    ("q=%C3%A9", ["q=é"]),
  ])
  func `reads a query in order`(_ text: String, _ expected: [String]) throws {
    #expect(try QueryParameters(parsing: text).items.map { "\($0.name)=\($0.value)" } == expected)
  }

  @Test(arguments: ["a=%", "a=%4", "a=%gg", "a=%ff", "%c3=1", "a=%C3%28"])
  func `refuses a query it cannot read`(_ text: String) {
    #expect(throws: Problem.self) { try QueryParameters(parsing: text) }
  }

  @Test func `refuses a query of too many parameters`() {
    #expect(throws: Problem.self) { try QueryParameters(parsing: String(repeating: "a&", count: 1001)) }
  }

  @Test func `reads values by their kind`() throws {
    enum Unit: String, CaseIterable { case hour, day }
    let query = try QueryParameters(parsing: "n=5&flag=1&unit=day&tag.a=1&tag.b=2&m=x&m=y")
    #expect(try query.integer("n", in: 1...10) == 5)
    #expect(try query.integer("none", in: 1...10) == nil)
    #expect(throws: Problem.self) { try query.integer("n", in: 6...10) }
    #expect(throws: Problem.self) { try query.integer("unit", in: 6...10) }
    #expect(try query.flag("flag") == true)
    #expect(throws: Problem.self) { try query.flag("n") }
    #expect(try query.choice("unit", of: Unit.self) == .day)
    #expect(throws: Problem.invalid("n", "must be one of hour, day, not \"5\"")) { try query.choice("n", of: Unit.self) }
    #expect(query.all("m") == ["x", "y"])
    #expect(query.all(withPrefix: "tag.").map(\.name) == ["a", "b"])
  }
}
