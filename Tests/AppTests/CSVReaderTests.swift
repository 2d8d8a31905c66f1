import Testing

@testable import App

@Suite struct CSVReaderTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let what: String
    let text: String
    let records: [[String]]
    var testDescription: String { what }
  }

  static let cases = [
    Case(what: "plain", text: "a,b\n1,2\n", records: [["a", "b"], ["1", "2"]]),
    Case(what: "CRLF, and no end of the last line", text: "a,b\r\n1,2", records: [["a", "b"], ["1", "2"]]),
    Case(what: "empty cells", text: ",\n,,\n", records: [["", ""], ["", "", ""]]),
    Case(what: "quotes", text: "\"a,b\",\"say \"\"hi\"\"\",\"\"\n", records: [["a,b", "say \"hi\"", ""]]),
    Case(what: "line ends inside quotes", text: "\"a\nb\",\"c\r\nd\"\ne,f\n", records: [["a\nb", "c\r\nd"], ["e", "f"]]),
    Case(what: "blank lines", text: "\n\na\n\r\n\nb\n\n", records: [["a"], ["b"]]),
    Case(what: "ragged", text: "a,b\n1\n1,2,3\n", records: [["a", "b"], ["1"], ["1", "2", "3"]]),
    Case(what: "a quote inside a plain cell", text: "5\" disk,x\n", records: [["5\" disk", "x"]]),
    Case(what: "a carriage return inside a line", text: "a\rb,c\n", records: [["a\rb", "c"]]),
    Case(what: "more than ASCII", text: "grün,\"日本\"\n", records: [["grün", "日本"]]),
    Case(what: "nothing", text: "", records: []),
    Case(what: "a comma at the end", text: "a,", records: [["a", ""]]),
  ]

  @Test(arguments: cases) func `records are read`(_ test: Case) {
    let (records, faults) = Self.read(test.text)
    #expect(records == test.records)
    #expect(faults == [])
  }

  @Test func `an open quote is a fault of its record`() {
    #expect(Self.read("a\n\"b\nc\n").faults == [.openQuote])
  }

  @Test func `what follows a closing quote is a fault, and the next record is read`() {
    let (records, faults) = Self.read("\"a\"b,c\nd\n")
    #expect(faults == [.looseQuote])
    #expect(records.last == ["d"])
  }

  private static func read(_ text: String) -> (records: [[String]], faults: [CSVReader.Fault]) {
    let file = FileBytes(Array(text.utf8))
    return withExtendedLifetime(file) {
      var reader = CSVReader(file.bytes, from: 0)
      var records: [[String]] = [], faults: [CSVReader.Fault] = []
      while reader.next() {
        records.append((0..<reader.count).map { String(decoding: reader[$0], as: UTF8.self) })
        if let fault = reader.fault { faults.append(fault) }
      }
      return (records, faults)
    }
  }
}
