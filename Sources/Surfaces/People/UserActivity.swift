import Semantics
import Usage
import Web

/// Who was active when, who came, and how long chats lasted.
package struct UserActivity: Sendable {
  /// `metrics` by bucket.
  package let series: QueryResult
  package let new: [Timestamp: Int64]
  package let sessions: ChatStatistics

  package static let metrics: [Metric] = [.users, .chats]

  package var newUsers: Int64 { new.values.reduce(0, +) }
  package var requestsPerSession: Double? { sessions.chats == 0 ? nil : Double(sessions.requests) / Double(sessions.chats) }
  /// Of those with more than one request; nil where there are none.
  package var averageSeconds: Double? { sessions.lasting == 0 ? nil : sessions.microseconds / Double(sessions.lasting) / 1e6 }

  /// - Parameter plan: `metrics` over time.
  package init(
    _ plan: Plan, engine: any QueryEngine, reports: any AudienceReports, budget: QueryBudget
  ) async throws {
    async let sessions = reports.sessions(plan, budget: budget)
    if plan.interval.isBounded {
      async let new = reports.newUsers(plan, budget: budget)
      series = try await engine.run(plan, budget: budget)
      self.new = try await new
    } else {
      series = try await engine.run(plan, budget: budget)
      new = try await Self.newUsers(plan, within: series.interval, reports, budget)
    }
    self.sessions = try await sessions
  }

  /// - Parameter interval: the plan's, as far as there are records.
  private static func newUsers(
    _ plan: Plan, within interval: Interval, _ reports: any AudienceReports, _ budget: QueryBudget
  ) async throws -> [Timestamp: Int64] {
    guard let from = interval.from, let to = interval.to, from < to else { return [:] }
    return try await reports.newUsers(plan.bounded(by: from...to.adding(microseconds: -1)), budget: budget)
  }

  var json: JSONWriter {
    var writer = JSONWriter(reservingCapacity: 512 + series.rows.count * 96)
    writer.object { writer in
      writer.key("period")
      writer.interval(series.interval, in: series.zone)
      writer.key("rows")
      writer.array { list in for row in series.rows { write(row, to: &list) } }
      writer.member("new_users", newUsers)
      writer.key("sessions")
      writer.object { writer in
        writer.member("chats", sessions.chats)
        writer.member("requests", sessions.requests)
        writer.member("requests_per_chat", requestsPerSession)
        writer.member("average_seconds", averageSeconds)
      }
    }
    return writer
  }

  private func write(_ row: [Value], to list: inout JSONWriter) {
    guard case .instant(let start) = row[0], case .integer(let users) = row[1], case .integer(let chats) = row[2] else { return }
    list.object { writer in
      writer.member("time", start.description(in: series.zone))
      writer.member("users", users)
      writer.member("new_users", new[start] ?? 0)
      writer.member("chats", chats)
    }
  }

  static let schema: Schema = .object([
    "period": UsageAnswer.period,
    "rows": .array(of: .object(["time": .instant, "users": .integer, "new_users": .integer, "chats": .integer])),
    "new_users": .integer,
    "sessions": .object([
      "chats": .integer, "requests": .integer, "requests_per_chat": Schema.number.orNull,
      "average_seconds": Schema.number.orNull.described("From the first request to the last, of chats with requests at two times or more."),
    ]),
  ])
}
