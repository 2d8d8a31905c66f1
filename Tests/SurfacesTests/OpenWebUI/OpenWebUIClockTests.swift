import Semantics
import Testing
import Usage

@Suite struct OpenWebUIClockTests {
  /// Answers at 05:30, 06:30 and 07:30 UTC of the day on which New York's clocks go back at 06:00 UTC.
  private static func site(_ store: AnalyticsSite.Store) async throws -> OpenWebUISite {
    guard let zone = Zone("America/New_York") else { throw QueryFailure.unavailable }
    let site = try await OpenWebUISite(in: store, zone: zone)
    let messages = ["05:30", "06:30", "07:30"].map { time in
      var message = MessageRecord(id: ID(time), project: OpenWebUIRows.project)
      (message.chat, message.user, message.role, message.model) = (ID("c"), ID("u"), "assistant", "m")
      message.createdAt = Timestamp("2026-11-01T\(time):00Z")
      return message
    }
    try await site.engine.upsert(messages)
    var vote = FeedbackRecord(id: ID("f"), project: OpenWebUIRows.project)
    (vote.model, vote.rating, vote.createdAt) = ("m", "1", Timestamp("2026-11-01T03:30:00Z"))
    try await site.engine.upsert([vote])
    return site
  }

  @Test(arguments: AnalyticsSite.Store.allCases)
  func `an hour that comes twice is one, and one that is skipped stands empty`(_ store: AnalyticsSite.Store) async throws {
    let site = try await Self.site(store)
    #expect(try await entries(site, "/daily?granularity=hourly") == ["2026-11-01 01:00 m=2", "2026-11-01 02:00 m=1"])
    // 2026-03-08, clocks go ahead at 07:00 UTC: 06:10 to 07:40 UTC is 01:10 to 03:40.
    #expect(
      try await entries(site, "/daily?granularity=hourly&start_date=1772950200&end_date=1772955600") == [
        "2026-03-08 01:00", "2026-03-08 02:00", "2026-03-08 03:00",
      ])
  }

  @Test(arguments: AnalyticsSite.Store.allCases) func `days are those of the server's zone`(_ store: AnalyticsSite.Store) async throws {
    let history = try await Self.site(store).figures("/models/m/overview?days=0")?["history"]
    guard case .array(let days)? = history else { return #expect(Bool(false)) }
    #expect(days.first == ["date": "2026-10-31", "won": 1, "lost": 0])
    #expect(days.last?["date"] == "2026-11-21")
  }

  private func entries(_ site: OpenWebUISite, _ path: String) async throws -> [String] {
    guard case .array(let entries)? = try await site.figures(path)?["data"] else { return [] }
    return entries.map { entry in
      guard case .object(let models)? = entry["models"] else { return "" }
      return ([entry["date"]?.text ?? ""] + models.map { "\($0.key)=\($0.value.whole ?? 0)" }).joined(separator: " ")
    }
  }
}
