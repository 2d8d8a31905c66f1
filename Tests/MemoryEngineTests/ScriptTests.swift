import MemoryEngine
import QueryCases
import Testing

@Suite struct ScriptTests {
  @Test func `every script comes out as written`() async throws {
    let scripts = try Script.all()
    #expect(scripts.count >= 12)
    for script in scripts {
      #expect(!script.questions.isEmpty)
      #expect(try await ScriptRun(script).failures(on: MemoryEngine(script.events)) == [])
    }
  }

  @Test func `a wrong expectation is told`() async throws {
    let script = try Script(
      name: "wrong",
      """
      load
        timestamp
        2026-01-01T00:00:00Z
      ask
        metrics requests
        period all
      expect
        requests
        2
      """)
    #expect(
      try await ScriptRun(script).failures(on: MemoryEngine(script.events))
        == ["wrong, ask \nexpected\nrequests\n2\nbut it is\nrequests\n1"])
  }
}
