import Usage

/// A small installation whose figures are worked out by hand beside it. It is 2026-03-15 14:30 UTC.
extension ClaraData {
  static let example: ClaraData = {
    var data = ClaraData()
    data.request("2026-03-15T14:10:00Z") { ($0.provider, $0.model, $0.user, $0.chat) = ("openai", "gpt", ID("anna"), ID("c1")) }
    data.events[0].tokens.total = 100
    data.events[0].durationMicroseconds = 200_000
    data.events[0].cost = Cost(amount: NanoUSD(nanos: 1_500_000), source: .client)
    data.request("2026-03-14T23:59:59.999Z") { ($0.provider, $0.model, $0.user, $0.chat) = ("openai", "gpt", ID("anna"), ID("c2")) }
    (data.events[1].status, data.events[1].durationMicroseconds, data.events[1].agent) = (.failure, 400_000, ID("a1"))
    data.request("2026-01-01T00:00:00Z") { ($0.provider, $0.model, $0.user, $0.chat) = ("gone", "old", ID("anonymous"), ID("c3")) }
    data.events[2].status = .cancelled
    data.request("2026-03-15T00:00:00Z")  // nobody knows what or who
    data.message("2026-03-15T14:10:00Z", "c1", by: "anna")
    data.message("2026-03-15T14:10:05Z", "c1", role: "assistant")
    data.message("2026-03-14T10:00:00Z", "c2", by: "bert")
    data.message("2026-03-15T14:10:06Z", "c1", role: "tool")
    var agent = AgentRecord(id: ID("a1"), project: project)
    (agent.name, agent.status, agent.schedules) = ("Mailer", "deployed", 2)
    (agent.createdAt, agent.deployedAt) = (Timestamp("2026-03-10T08:00:00Z"), Timestamp("2026-03-15T08:00:00Z"))
    data.agents.append(agent)
    data.run("2026-03-15T01:00:00Z", of: "a1", by: "anna")
    data.run("2026-03-14T23:59:59.999Z", of: "a1", "failed")
    data.run("2026-03-13T01:00:00Z", of: "a1", "running")
    data.run("2026-03-12T01:00:00Z", of: "deleted", "cancelled")
    data.user("anna") { ($0.email, $0.tier, $0.registeredAt) = ("anna@example.org", "pro", Timestamp("2026-01-02T00:00:00Z")) }
    data.user("a long identifier") { $0.registeredAt = Timestamp("2026-01-03T00:00:00Z") }
    data.user("anonymous")
    return data
  }()
}
