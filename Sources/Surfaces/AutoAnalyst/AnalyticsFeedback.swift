import Hummingbird
import Semantics
import Usage
import Web

extension AutoAnalystAPI {
  var feedback: [Endpoint] {
    [
      question(
        "/feedback/summary", "FeedbackSummary", "What users thought of answers", parameters: [AnalyticsPeriod.parameter],
        handler: feedbackSummary),
      question(
        "/feedback/detailed", "Feedback", "Feedback, the newest first",
        parameters: [
          AnalyticsPeriod.parameter, .query("min_rating", .integer, "The lowest rating to show."),
          .query("max_rating", .integer, "The highest rating to show."), .query("model_name", .string, "One model's; empty means all."),
          AnalyticsPage.limitParameter, AnalyticsPage.offsetParameter,
        ], handler: listFeedback),
    ]
  }

  private func feedbackSummary(_ call: Call) async throws -> Response {
    let period = AnalyticsPeriod(call.query, now: clock.now())
    let summary = try await activity.feedbackSummary(stretch(period, call), budget: budget)
    var json = JSONWriter()
    json.object { json in
      period.writeAll(to: &json)
      json.member("total_feedback", summary.scores.count)
      json.member("avg_rating", summary.scores.average ?? 0)
      json.member("chats_with_feedback", summary.chats)
      Self.writeDistribution(summary.distribution, to: &json)
      Self.writeModels(summary.models, to: &json)
      Self.writeTrend(summary.days, period, to: &json)
    }
    return .json(json)
  }

  /// The scale has five steps, whatever else was given.
  private static func writeDistribution(_ scores: [FeedbackSummary.Score], to json: inout JSONWriter) {
    json.key("ratings_distribution")
    json.array { list in
      for rating in Int64(1)...5 {
        list.object { json in
          json.member("rating", rating)
          json.member("count", scores.first { $0.score == rating }?.count ?? 0)
        }
      }
    }
  }

  private static func writeModels(_ models: [FeedbackSummary.Model], to json: inout JSONWriter) {
    let ranked = models.sorted {
      let (left, right) = ($0.scores.average ?? 0, $1.scores.average ?? 0)
      return left == right ? $0.name < $1.name : left > right
    }
    json.key("models_data")
    json.array { list in
      for model in ranked {
        list.object { json in
          json.member("model_name", model.name)
          json.member("total_feedback", model.scores.count)
          json.member("avg_rating", model.scores.average ?? 0)
        }
      }
    }
  }

  private static func writeTrend(_ days: [FeedbackSummary.Day], _ period: AnalyticsPeriod, to json: inout JSONWriter) {
    let found = Dictionary(days.map { ($0.date, $0.scores) }, uniquingKeysWith: { first, _ in first })
    json.key("feedback_trend")
    json.array { list in
      for date in period.dates {
        list.object { json in
          json.member("date", date.description)
          json.member("avg_rating", found[date]?.average)
          json.member("count", found[date]?.count ?? 0)
        }
      }
    }
  }

  private func listFeedback(_ call: Call) async throws -> Response {
    let period = AnalyticsPeriod(call.query, now: clock.now())
    var parameters = AnalyticsParameters(call.query)
    let (minimum, maximum) = (parameters.integer("min_rating"), parameters.integer("max_rating"))
    let page = AnalyticsPage(limit: parameters.integer("limit") ?? 100, offset: parameters.integer("offset") ?? 0)
    try parameters.check()
    let model = parameters.text("model_name").flatMap { $0.isEmpty ? nil : $0 }
    let found = try await activity.ratedAnswers(
      RatedAnswersQuery(
        try stretch(period, call), minimum: minimum, maximum: maximum, model: model, limit: page.isEmpty ? 0 : page.rowLimit,
        offset: page.rowOffset ?? 0), budget: budget)
    var json = JSONWriter()
    json.object { json in
      period.writeAll(to: &json)
      json.member("total", found.total)
      json.member("count", Int64(found.answers.count))
      json.member("offset", page.offset)
      json.member("limit", page.limit)
      json.key("feedback")
      json.array { list in for answer in found.answers { answer.write(to: &list) } }
    }
    return .json(json)
  }
}

extension RatedAnswers.Answer {
  /// One entry of `/feedback/detailed`.
  fileprivate func write(to list: inout JSONWriter) {
    list.object { json in
      json.member("feedback_id", id: feedback.id)
      json.member("message_id", id: feedback.message)
      json.member("chat_id", id: chat)
      json.member("rating", feedback.score)
      json.member("model_name", feedback.model)
      json.member("model_provider", feedback.provider)
      json.member("temperature", feedback.temperature)
      json.member("max_tokens", feedback.maxTokens)
      json.member("created_at", feedback.createdAt?.analyticsText)
      json.member("message_preview", preview ?? "")
      // The original knows two kinds of senders, and feedback is on an answer unless its message says otherwise.
      json.member("message_sender", role == "user" ? "user" : "ai")
    }
  }
}
