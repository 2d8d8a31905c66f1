import Testing
import Usage

@testable import Dashboard

@Suite struct LiveRowTests {
  @Test func `a row has its time to the second, its names as links and no price as unpriced`() {
    var event = UsageEvent(id: ID("e/1"), timestamp: Timestamp("2026-03-02T13:05:09.9Z")!, project: ID("p"), source: "api")
    event.model = "a/b"
    event.user = ID("<anna>")
    event.tokens.total = 1234
    event.status = .failure
    event.durationMicroseconds = 1_500_000
    let row = LiveRow(event, zone: .utc)
    #expect(row.key == "p/e/1")
    #expect(
      row.cells.map { $0.html?.source ?? Figure($0.value).text } == [
        "<time datetime=\"2026-03-02T13:05:09.900Z\" data-zone=\"UTC\" data-form=\"second\">13:05:09</time>",
        "<a href=\"/models/a%2Fb\">a/b</a>", "–", "chat",
        "<a href=\"/users/%3Canna%3E\">&lt;anna&gt;</a>", "1,234", "<span class=\"unknown\">unpriced</span>", "1,500",
        "<span class=\"failed\">failed</span>",
      ])
  }

  @Test func `a failure, a refusal and an end by the caller have different words`() {
    #expect(RequestStatus.allCases.map(LiveTexts.word) == ["success", "failed", "blocked", "cancelled"])
  }
}
