import HTTPTypes
import Testing
import Usage

/// The contract key by key: which keys there are, of what type, with which figure of the example.
@Suite struct ClaraConformanceTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let path: String
    /// The answer as it must stand on the wire.
    let body: String

    var testDescription: String { path }
  }

  @Test(arguments: ClaraSite.Store.allCases)
  func `answers every documented request with every key and its figure`(_ store: ClaraSite.Store) async throws {
    var report = ConformanceReport("claraverse", "\(store)")
    for (data, cases) in [(ClaraData.example, Self.example), (ClaraData(), Self.empty)] {
      let site = try await ClaraSite(data, in: store)
      for one in cases {
        let text = try await site.text(one.path)
        if text == one.body { report.countEqual() } else { report.countFailing("\(one.path): \(text)") }
      }
    }
    print(report.line)
    #expect(report.failures == [])
  }

  static let example = [
    Case(
      path: "analytics/overview",
      body: #"{"active_chats":1,"active_providers":1,"active_users_today":1,"active_users_week":2,"agent_executions":4,"#
        + #""agents_run_today":1,"api_calls_today":2,"executions_today":1,"storage_used_gb":1.5,"time_zone":"UTC","total_agents":2,"#
        + #""total_executions":4,"total_messages":3,"total_models":2,"total_users":2}"#),
    Case(
      path: "analytics/providers",
      body: #"[{"active_models":["gpt"],"avg_response_time_ms":300,"estimated_cost":0.0015,"last_used_at":"2026-03-15T14:10:00.000Z","#
        + #""provider_id":"openai","provider_name":"openai","requests_today":1,"tokens_used":100,"total_requests":2,"total_tokens":100},"#
        + #"{"active_models":[],"avg_response_time_ms":null,"estimated_cost":null,"last_used_at":"2026-01-01T00:00:00.000Z","#
        + #""provider_id":"gone","provider_name":"gone","requests_today":0,"tokens_used":0,"total_requests":1,"total_tokens":0},"#
        + #"{"active_models":[],"avg_response_time_ms":null,"estimated_cost":null,"last_used_at":"2026-03-15T00:00:00.000Z","#
        + #""provider_id":"unknown","provider_name":"unknown","requests_today":1,"tokens_used":0,"total_requests":1,"total_tokens":0}]"#),
    Case(
      path: "analytics/models",
      body: #"[{"agents_enabled":true,"avg_tokens_per_request":50,"model_id":"gpt","model_name":"gpt","provider_name":"openai","#
        + #""recommendation_tier":null,"requests_today":1,"success_rate":50,"total_requests":2,"usage_count":2},"#
        + #"{"agents_enabled":false,"avg_tokens_per_request":0,"model_id":"old","model_name":"old","provider_name":"gone","#
        + #""recommendation_tier":null,"requests_today":0,"success_rate":null,"total_requests":1,"usage_count":1},"#
        + #"{"agents_enabled":false,"avg_tokens_per_request":0,"model_id":"unknown","model_name":"unknown","provider_name":"unknown","#
        + #""recommendation_tier":null,"requests_today":1,"success_rate":100,"total_requests":1,"usage_count":1}]"#),
    Case(
      path: "analytics/chats?days=2",
      body: #"{"active_chats":1,"avg_messages_per_chat":1,"chats_created_today":1,"messages_sent_today":2,"time_series":["#
        + #"{"agent_count":1,"chat_count":1,"date":"2026-03-14","message_count":1,"user_count":2},"#
        + #"{"agent_count":1,"chat_count":1,"date":"2026-03-15","message_count":2,"user_count":1}],"#
        + #""time_zone":"UTC","total_chats":3,"total_messages":3}"#),
    Case(
      path: "analytics/agents?days=2",
      body: #"{"active_schedules":2,"deployed_agents":1,"executions_today":1,"time_series":["#
        + #"{"agent_runs":1,"agents_created":0,"agents_deployed":0,"date":"2026-03-14","schedules_created":0},"#
        + #"{"agent_runs":1,"agents_created":0,"agents_deployed":1,"date":"2026-03-15","schedules_created":0}],"time_zone":"UTC","#
        + #""top_agents":[{"agent_id":"a1","agent_name":"Mailer","executions":3,"executions_today":1,"#
        + #""last_run_at":"2026-03-15T01:00:00.000Z","success_rate":50},{"agent_id":"deleted","agent_name":"deleted","executions":1,"#
        + #""executions_today":0,"last_run_at":"2026-03-12T01:00:00.000Z","success_rate":null}],"total_agents":2,"total_executions":4}"#),
    Case(
      path: "users?page_size=2",
      body: #"{"gdpr_notice":"Identifiers and addresses are shortened. What people wrote is not part of these figures.","page":1,"#
        + #""page_size":2,"time_zone":"UTC","total_count":3,"users":[{"created_at":"2026-01-02T00:00:00.000Z","#
        + #""email_domain":"@example.org","has_overrides":false,"last_active":"2026-03-15T14:10:00.000Z","tier":"pro","#
        + #""total_agent_runs":1,"total_chats":2,"total_messages":1,"user_id":"anna"},{"created_at":"2026-03-14T10:00:00.000Z","#
        + #""has_overrides":false,"last_active":"2026-03-14T10:00:00.000Z","tier":"free","total_agent_runs":0,"total_chats":1,"#
        + #""total_messages":1,"user_id":"bert"}]}"#),
    Case(
      path: "users?page_size=2&page=2",
      body: #"{"gdpr_notice":"Identifiers and addresses are shortened. What people wrote is not part of these figures.","page":2,"#
        + #""page_size":2,"time_zone":"UTC","total_count":3,"users":[{"created_at":"2026-01-03T00:00:00.000Z","has_overrides":false,"#
        + #""tier":"free","total_agent_runs":0,"total_chats":0,"total_messages":0,"user_id":"a long i..."}]}"#),
    Case(path: "me", body: #"{"email":"","is_admin":true,"user_id":"read"}"#),
    Case(path: "users/nobody", body: #"{"code":"NOT_FOUND","error":"User not found"}"#),
    Case(path: "nothing", body: #"{"code":"NOT_FOUND","error":"Cannot GET /api/admin/nothing"}"#),
    Case(path: "analytics/chats?days=0", body: #"{"code":"VALIDATION_ERROR","error":"days must be a whole number from 1 to 365"}"#),
    Case(
      path: "analytics/providers?format=csv&days=1",
      body:
        "active_models,avg_response_time_ms,estimated_cost,last_used_at,provider_id,provider_name,requests_today,tokens_used,"
        + "total_requests,total_tokens\r\ngpt,200,0.0015,2026-03-15T14:10:00.000Z,openai,openai,1,100,1,100\r\n"
        + ",,,2026-03-15T00:00:00.000Z,unknown,unknown,1,0,1,0\r\n"),
  ]

  static let empty = [
    Case(path: "analytics/providers", body: "[]"), Case(path: "analytics/models", body: "[]"),
    Case(path: "analytics/models?envelope=1", body: #"{"models":[],"time_zone":"UTC"}"#),
    Case(
      path: "analytics/overview?tz=Asia/Kolkata",
      body: #"{"active_chats":0,"active_providers":0,"active_users_today":0,"active_users_week":0,"agent_executions":0,"#
        + #""agents_run_today":0,"api_calls_today":0,"executions_today":0,"storage_used_gb":1.5,"time_zone":"Asia/Kolkata","#
        + #""total_agents":0,"total_executions":0,"total_messages":0,"total_models":0,"total_users":0}"#),
    Case(
      path: "analytics/chats?days=1",
      body: #"{"active_chats":0,"avg_messages_per_chat":0,"chats_created_today":0,"messages_sent_today":0,"time_series":["#
        + #"{"agent_count":0,"chat_count":0,"date":"2026-03-15","message_count":0,"user_count":0}],"time_zone":"UTC","#
        + #""total_chats":0,"total_messages":0}"#),
    Case(
      path: "analytics/agents?days=1",
      body: #"{"active_schedules":0,"deployed_agents":0,"executions_today":0,"time_series":["#
        + #"{"agent_runs":0,"agents_created":0,"agents_deployed":0,"date":"2026-03-15","schedules_created":0}],"time_zone":"UTC","#
        + #""top_agents":[],"total_agents":0,"total_executions":0}"#),
    Case(
      path: "users",
      body: #"{"gdpr_notice":"Identifiers and addresses are shortened. What people wrote is not part of these figures.","page":1,"#
        + #""page_size":50,"time_zone":"UTC","total_count":0,"users":[]}"#),
  ]
}
