import Hummingbird
import Semantics
import Usage
import Web

/// The page's tiles.
struct ClaraOverview: Sendable {
  var users: Int64 = 0
  var activeUsers = ActiveUsers()
  var activeChats: Int64 = 0
  var messages: Int64 = 0
  var callsToday: Int64 = 0
  var providers: Int64 = 0
  var models: Int64 = 0
  var agents: Int64 = 0
  var runs: Int64 = 0
  var runsToday: Int64 = 0
  var gigabytes = 0.0

  static let members: [ClaraMember<Self>] = [
    .integer("active_chats", \.activeChats), .integer("active_providers", \.providers),
    .integer("active_users_today", \.activeUsers.onLastDay),
    .integer("active_users_week", \.activeUsers.all), .integer("agent_executions", \.runs), .integer("agents_run_today", \.runsToday),
    .integer("api_calls_today", \.callsToday), .integer("executions_today", \.runsToday), .number("storage_used_gb", \.gigabytes),
    .integer("total_agents", \.agents), .integer("total_executions", \.runs), .integer("total_messages", \.messages),
    .integer("total_models", \.models), .integer("total_users", \.users),
  ]
}

extension ClaraVerseAPI {
  var overview: Endpoint {
    endpoint(
      "/analytics/overview", "Overview", "The totals",
      parameters: [
        ClaraQuestion.daysParameter("For how long after its last request a provider is active; 30 if absent."),
        ClaraQuestion.zoneParameter, ClaraQuestion.formatParameter,
      ], answer: [.json: .row(ClaraOverview.members), .csv: .string]
    ) { call in
      let question = try ClaraQuestion(call, now: clock.now())
      let overview = try await overview(question)
      return question.object("overview", .init(overview, ClaraOverview.members), table: [overview], ClaraOverview.members)
    }
  }

  private func overview(_ question: ClaraQuestion) async throws -> ClaraOverview {
    let scope = question.scope, today = question.today
    let week = CalendarDays(7, through: question.now, in: question.zone)
    async let catalogue = rows([.lastSeen], by: [.by(.provider), .by(.model)], in: .always, scope: scope)
    async let calls = rows([.requests], in: today.interval, scope: scope)
    async let users = reports.registeredUsers(scope: scope, budget: budget)
    async let activeUsers = reports.activeUsers(week, scope: scope, budget: budget)
    async let activeChats = reports.activeChats(since: question.activeSince, scope: scope, budget: budget)
    async let messages = reports.messageDays(today, scope: scope, budget: budget)
    async let agents = reports.agentSummary(today, scope: scope, budget: budget)
    async let runs = reports.runDays(today, scope: scope, budget: budget)
    var overview = ClaraOverview()
    (overview.users, overview.activeUsers) = try await (users, activeUsers)
    (overview.activeChats, overview.messages) = try await (activeChats, messages.total)
    overview.callsToday = try await calls.first?[0].wholeNumber ?? 0
    overview.agents = try await agents.agents
    (overview.runs, overview.runsToday) = try await (runs.total, runs.days[today.last] ?? 0)
    let known = try await catalogue
    overview.models = Int64(known.count { $0[1] != .null })
    let recent = known.filter { row in row[2].moment.map(question.calendar.interval.contains) ?? false }
    overview.providers = Int64(Set(recent.map { $0[0] }).subtracting([.null]).count)
    overview.gigabytes = Double(storage()) / 1e9
    return overview
  }
}
