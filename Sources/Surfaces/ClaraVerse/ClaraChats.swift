import Hummingbird
import Semantics
import Usage
import Web

/// One day of the chats' series.
struct ClaraChatDay: Sendable {
  let date: CivilDate
  let chats: Int64
  let messages: Int64
  let users: Int64
  let runs: Int64

  static let members: [ClaraMember<Self>] = [
    .integer("agent_count", \.runs), .integer("chat_count", \.chats), .init("date", .date) { .string($0.date.description) },
    .integer("message_count", \.messages), .integer("user_count", \.users),
  ]
}

/// What is said beside the series.
struct ClaraChatTotals: Sendable {
  let chats: ChatDays
  let messages: DayCounts
  let today: CivilDate

  static let members: [ClaraMember<Self>] = [
    .integer("active_chats", \.chats.active),
    .number("avg_messages_per_chat") { share(Double($0.messages.total), of: Double($0.chats.created.total)) },
    .integer("chats_created_today") { $0.chats.created.days[$0.today] ?? 0 },
    .integer("messages_sent_today") { $0.messages.days[$0.today] ?? 0 }, .integer("total_chats", \.chats.created.total),
    .integer("total_messages", \.messages.total),
  ]
}

extension ClaraVerseAPI {
  static let seriesParameters = [
    ClaraQuestion.daysParameter("The length of the series, which ends today; 30 if absent."), ClaraQuestion.zoneParameter,
    ClaraQuestion.formatParameter,
  ]

  var chats: Endpoint {
    endpoint(
      "/analytics/chats", "Chats", "Chats, messages and users by day", parameters: Self.seriesParameters,
      answer: [.json: .row(ClaraChatTotals.members), .csv: .string]
    ) { call in
      let question = try ClaraQuestion(call, now: clock.now())
      let (days, scope) = (question.calendar, question.scope)
      async let chats = reports.chatDays(days, activeSince: question.activeSince, scope: scope, budget: budget)
      async let messages = reports.messageDays(days, scope: scope, budget: budget)
      async let users = reports.userDays(days, scope: scope, budget: budget)
      async let runs = reports.runDays(days, scope: scope, budget: budget)
      let totals = ClaraChatTotals(chats: try await chats, messages: try await messages, today: days.last)
      let (usersByDay, runsByDay) = (try await users, try await runs.days)
      let series = days.dates.map { date in
        ClaraChatDay(
          date: date, chats: totals.chats.created.days[date] ?? 0, messages: totals.messages.days[date] ?? 0,
          users: usersByDay[date] ?? 0, runs: runsByDay[date] ?? 0)
      }
      var body: [String: JSONValue] = .init(totals, ClaraChatTotals.members)
      body["time_series"] = .array(.init(series, ClaraChatDay.members))
      return question.object("chats", body, table: series, ClaraChatDay.members)
    }
  }
}
