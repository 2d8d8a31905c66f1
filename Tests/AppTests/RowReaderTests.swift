import Testing

@testable import App

@Suite struct RowReaderTests {
  /// The lines that a file becomes; a rejected row as its reason after an exclamation mark.
  private func lines(
    _ text: String, _ format: ImportFormat = .auto, path: String = "", map: [String] = [], constants: [String] = [], project: String? = nil
  ) throws -> [String] {
    let file = FileBytes(Array(text.utf8))
    let plan = try RowPlan(map: map, constants: constants, project: project, source: "s", digest: "0123456789abcdef0123")
    let reader = try format.reader(file, path: path, plan)
    var found: [String] = []
    while true {
      var row = RowBytes()
      switch try reader.next(number: found.count + 1, into: &row) {
      case .end: return found
      case .rejected(let reason): found.append("!" + reason)
      case .written: found.append(String(decoding: row.bytes.dropLast(), as: UTF8.self))
      }
    }
  }

  @Test func `a row without an id gets one from the file and its place`() throws {
    let found = try lines("{\"model\":\"a\"}\n\n{\"id\":\"x\"}\n{\"id\":\"\"}\n{\"id\":null,\"source\":\"mine\"}\n", .ndjson)
    #expect(
      found == [
        #"{"model":"a","id":"0123456789abcdef-1","source":"s"}"#, #"{"id":"x","source":"s"}"#,
        #"{"id":"0123456789abcdef-3","source":"s"}"#, #"{"source":"mine","id":"0123456789abcdef-4"}"#,
      ])
  }

  @Test func `a broken line goes as it is`() throws {
    #expect(try lines("{\"model\":\n[1]\n{} x\n", .ndjson) == ["{\"model\":", "[1]", "{} x"])
  }

  @Test func `elements of an array are rows, on one line each`() throws {
    let text = "\u{FEFF}[\n  {\"id\": \"a\",\n \"tags\": {\"k\":\n \"v\\n\"}},\n {\"id\":\"b\"} , 5 ]\n"
    #expect(
      try lines(text) == [
        #"{"id":"a","tags":{"k":  "v\n"},"source":"s"}"#, #"{"id":"b","source":"s"}"#, "!an event must be a JSON object",
      ])
  }

  @Test func `the events of an envelope are rows`() throws {
    #expect(try lines(#"{"from":{"x":[1]},"events":[{"id":"a"},{"id":"b"}],"more":[]}"#).count == 2)
    #expect(try lines(#"{"events":[]}"#) == [])
  }

  @Test func `one object is one row`() throws {
    #expect(try lines("{\n\"id\":\"a\",\n\"events\":3}\n") == [#"{"id":"a","events":3,"source":"s"}"#])
  }

  @Test func `a document that breaks says where`() throws {
    let failure = #expect(throws: CommandFailure.self) { try lines(#"[{"id":"a"},{"id":}]"#, .json) }
    #expect(failure?.description == "The file is not valid JSON: there is a character that cannot stand here, at byte 18.")
    #expect(throws: CommandFailure.self) { try lines(#"[{"id":"a"}] x"#, .json) }
    #expect(throws: CommandFailure.self) { try lines(#""text""#, .json) }
  }

  @Test func `members are renamed, and what is set wins`() throws {
    let found = try lines(
      #"{"id":"a","In":5,"feature":"old","who":"x"}"# + "\n", .ndjson, map: ["In=input_tokens"], constants: ["feature=new", "images=2"],
      project: "p")
    #expect(found == [#"{"id":"a","input_tokens":5,"who":"x","project":"p","source":"s","feature":"new","images":2}"#])
  }

  @Test func `what the server judged is not sent back`() throws {
    let text = #"{"id":"a","cost":1,"cost_source":"catalog","price_id":"p","normalizer":"n","source":"api"}"# + "\n"
    #expect(try lines(text, .ndjson) == [#"{"id":"a","cost":1,"source":"api"}"#])
    #expect(
      try lines(#"{"id":"a","cost_source":"provider","source":"api"}"# + "\n", .ndjson) == [
        #"{"id":"a","cost_source":"provider","source":"api"}"#
      ])
  }

  @Test func `cells are written by the kinds of their fields`() throws {
    let text =
      "id,input_tokens,model,streamed,cost,tags,timestamp\r\n1,007,8,1,0.5,\"{\"\"a\"\":\"\"b\"\"}\",1700000000\r\n2,12,\"a\"\"\t\",TRUE,,x,2026-03-01 10:00:00\r\n"
    #expect(
      try lines(text, path: "x.csv") == [
        #"{"id":"1","input_tokens":"007","model":"8","streamed":true,"cost":0.5,"tags":{"a":"b"},"timestamp":1700000000,"source":"s"}"#,
        #"{"id":"2","input_tokens":12,"model":"a\"\u0009","streamed":true,"tags":"x","timestamp":"2026-03-01 10:00:00","source":"s"}"#,
      ])
  }

  @Test func `ragged and broken records are rejected, the others taken`() throws {
    let found = try lines("model,user_id\na,b\nc\nd,e,f\n\"g\"h,i\nj,k\n", .csv)
    #expect(
      found == [
        #"{"model":"a","user_id":"b","id":"0123456789abcdef-1","source":"s"}"#, "!it has 1 cells, the header has 2",
        "!it has 3 cells, the header has 2", "!something follows the closing quote of a cell",
        #"{"model":"j","user_id":"k","id":"0123456789abcdef-5","source":"s"}"#,
      ])
  }

  @Test func `columns that are no field are named`() throws {
    let plan = try RowPlan(map: ["When=timestamp"], digest: "d")
    let reader = try ImportFormat.csv.reader(FileBytes(Array("When,model,colour,price_id\n".utf8)), path: "", plan)
    #expect(reader.ignored == ["colour"])
  }

  @Test(arguments: [
    ("colour,size\n1,2\n", [], "No column of the file is a field of an event; say with --map which is what. It has: colour, size."),
    ("model\n1\n", ["Model=model"], "--map Model=...: the file has no such column. It has: model."),
    ("model,m\n1,2\n", ["m=model"], "Two columns of the file are the field model."),
  ]) func `a header that says too little is refused`(text: String, map: [String], message: String) {
    let failure = #expect(throws: CommandFailure.self) { try lines(text, .csv, map: map) }
    #expect(failure?.description == message)
  }

  @Test(arguments: ["a", "=model", "a=colour", "a="]) func `a map must name a column and a field`(option: String) {
    #expect(throws: CommandFailure.self) { try RowPlan(map: [option], digest: "") }
  }

  @Test(arguments: [
    ("{\"a\":1}\n{\"a\":2}\n", "x.json", "LineRowReader"), ("[{}]", "x.ndjson.json", "JSONRowReader"), ("[{}]", "-", "JSONRowReader"),
    ("model\n", "-", "CSVRowReader"), ("{}", "x.JSONL", "LineRowReader"), ("{}", "x", "JSONRowReader"), ("", "-", "LineRowReader"),
  ]) func `the format is found by name and content`(text: String, path: String, reader: String) throws {
    let found = try ImportFormat.auto.reader(FileBytes(Array(text.utf8)), path: path, RowPlan(digest: ""))
    #expect("\(type(of: found))" == reader)
  }

  @Test(arguments: ["0", "-0", "10", "1.5", "-1e9", "2E+3", "0.25e-2"]) func `what JSON calls a number is one`(text: String) {
    #expect(CellValue.isNumber(Array(text.utf8)[...]))
  }

  @Test(arguments: ["", "-", "+1", "01", ".5", "1.", "1e", "1e+", "1 2", "0x1", "1,5", "NaN"]) func `anything else is none`(text: String) {
    #expect(!CellValue.isNumber(Array(text.utf8)[...]))
  }
}
