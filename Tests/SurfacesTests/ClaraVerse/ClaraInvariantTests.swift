import QueryCases
import Semantics
import Testing
import Usage

/// What must hold whatever was recorded, in any zone, on both engines.
@Suite(.conformance("claraverse", "invariants")) struct ClaraInvariantTests {
  @Test(arguments: ClaraSite.Store.allCases, 1...8 as ClosedRange<UInt64>)
  func `endpoints agree with each other`(_ store: ClaraSite.Store, _ seed: UInt64) async throws {
    var random = SeededGenerator(seed: seed)
    let now = random.pick(["2026-03-29T10:00:00Z", "2026-10-25T23:30:00Z", "2026-03-08T23:59:59.999Z"].compactMap { Timestamp($0) })
    let site = try await ClaraSite(Self.data(around: now, &random), in: store, at: now)
    for zone in ["UTC", "Europe/Berlin", "America/New_York", "Pacific/Kiritimati"] {
      let overview = try await site.json("analytics/overview?tz=" + zone)
      let providers = try await site.json("analytics/providers?tz=" + zone)
      let models = try await site.json("analytics/models?tz=" + zone)
      let chats = try await site.json("analytics/chats?tz=" + zone)
      let agents = try await site.json("analytics/agents?tz=" + zone)
      #expect(providers.sum("requests_today") == overview["api_calls_today"]?.real)
      #expect(models.sum("requests_today") == overview["api_calls_today"]?.real)
      #expect(models.sum("total_requests") == providers.sum("total_requests"))
      let tokens = models.list.reduce(0) { $0 + ($1["total_requests"]?.real ?? 0) * ($1["avg_tokens_per_request"]?.real ?? 0) }
      #expect(abs(tokens - providers.sum("tokens_used")) < 1e-6 * max(1, tokens))
      checkSeries(overview, chats, agents, Zone(zone)?.date(of: now))
    }
  }

  private func checkSeries(_ overview: RecordedJSON, _ chats: RecordedJSON, _ agents: RecordedJSON, _ today: CivilDate?) {
    let (chatDays, agentDays) = (chats["time_series"]?.list ?? [], agents["time_series"]?.list ?? [])
    let dates = today.map { today in (0..<30).map { Optional(today.adding(days: $0 - 29).description) } } ?? []
    #expect(chatDays.map { $0["date"]?.text } == dates)
    #expect(agentDays.map { $0["date"]?.text } == dates)
    #expect(chatDays.last?["chat_count"] == chats["chats_created_today"])
    #expect(chatDays.last?["message_count"] == chats["messages_sent_today"])
    #expect(chatDays.last?["user_count"] == overview["active_users_today"])
    #expect(agentDays.last?["agent_runs"] == agents["executions_today"])
    #expect(chatDays.map { $0["agent_count"] } == agentDays.map { $0["agent_runs"] })
    #expect(overview["active_chats"] == chats["active_chats"])
    #expect(overview["total_messages"] == chats["total_messages"])
    #expect(overview["agent_executions"] == agents["total_executions"])
    #expect(overview["agents_run_today"] == agents["executions_today"])
    #expect(overview["total_agents"] == agents["total_agents"])
    #expect(agents["top_agents"]?.sum("executions") == agents["total_executions"]?.real)
  }

  @Test(arguments: ClaraSite.Store.allCases)
  func `the last millisecond of a day belongs to it, in any zone`(_ store: ClaraSite.Store) async throws {
    var data = ClaraData()
    // The day on which Berlin's clocks go ahead: it ends at 22:00 UTC and began at 23:00.
    for time in ["2026-03-28T22:59:59.999Z", "2026-03-28T23:00:00Z", "2026-03-29T21:59:59.999Z", "2026-03-29T22:00:00Z"] {
      data.request(time) { $0.chat = ID(time) }
    }
    let site = try await ClaraSite(data, in: store, at: Timestamp("2026-03-29T12:00:00Z")!)
    #expect(try await site.json("analytics/overview?tz=Europe/Berlin")["api_calls_today"] == .number(2))
    let days = try await site.json("analytics/chats?tz=Europe/Berlin&days=2")["time_series"]?.list
    #expect(days?.map { $0["chat_count"] } == [.number(1), .number(2)])
  }

  @Test(arguments: ClaraSite.Store.allCases)
  func `today is in the series, and a day of agents alone is no empty day`(_ store: ClaraSite.Store) async throws {
    var data = ClaraData()
    data.run("2026-03-15T10:00:00Z", of: "a")
    data.run("2026-02-14T10:00:00Z", of: "a")
    data.run("2026-02-13T23:59:59.999Z", of: "a")
    // Old messages of a chat that is opened again are not counted again, and are booked on their own day.
    data.message("2026-03-01T10:00:00Z", "c", by: "anonymous")
    data.message("2026-03-15T10:00:00Z", "c", by: "anonymous")
    let answer = try await ClaraSite(data, in: store).json("analytics/chats")
    let days = answer["time_series"]?.list ?? []
    #expect(days.count == 30)
    #expect((days.first?["date"], days.first?["agent_count"]) == ("2026-02-14", .number(1)))
    #expect((days.last?["date"], days.last?["agent_count"]) == ("2026-03-15", .number(1)))
    #expect((days.last?["message_count"], days.last?["chat_count"], days.last?["user_count"]) == (.number(1), .number(0), .number(0)))
    #expect(answer["total_messages"] == .number(2))
  }

  private static func data(around now: Timestamp, _ random: inout SeededGenerator) -> ClaraData {
    var data = ClaraData()
    func time(_ random: inout SeededGenerator) -> String {
      now.adding(seconds: -Int64.random(in: -7200...3_000_000, using: &random) / random.pick([1, 60])).description
    }
    for _ in 0..<Int.random(in: 0...80, using: &random) {
      data.request(time(&random)) { event in
        (event.provider, event.model) = (random.pick([nil, "openai", "é"]), random.pick([nil, "m1", "m2"]))
        (event.user, event.chat) = (random.pick([nil, ID("u1"), .anonymous]), random.pick([nil, ID("c1"), ID("c2"), ID("c3")]))
        event.status = random.pick(RequestStatus.allCases)
        event.tokens.total = random.pick([nil, 0, 7, 1_000_003])
      }
    }
    for number in 0..<Int.random(in: 0...40, using: &random) {
      data.message(time(&random), "c\(number % 6)", by: random.pick([nil, "u1", "u2"]), role: random.pick(["user", "assistant", "tool"]))
      data.run(time(&random), of: "a\(number % 5)", random.pick(["completed", "failed", "running"]), by: random.pick([nil, "u3"]))
    }
    return data
  }
}
