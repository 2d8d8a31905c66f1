import Hummingbird
import Semantics
import Usage
import Web

extension AutoAnalystAPI {
  var models: [Endpoint] {
    [
      question("/models/history", "ModelHistory", "Usage by day and model", parameters: [AnalyticsPeriod.parameter], handler: history),
      question("/models/metrics", "ModelMetrics", "How large, slow and reliable models are", handler: modelMetrics),
    ]
  }

  private func history(_ call: Call) async throws -> Response {
    let period = AnalyticsPeriod(call.query, now: clock.now())
    let rows = try await rows([.totalTokens, .requests], by: [.time(.day), .by(.model)], in: period.interval, for: call)
    var found: [CivilDate: [String: (tokens: Int64, requests: Int64)]] = [:]
    for row in rows {
      guard let date = row[0].moment?.utcDate else { continue }
      found[date, default: [:]][row[1].nameOrUnknown] = (row[2].wholeNumber, row[3].wholeNumber)
    }
    // One order for all days: the page tells lines apart by their place in it.
    let names = Set(found.values.flatMap(\.keys)).sorted()
    var json = JSONWriter(reservingCapacity: 256 + period.dates.count * names.count * 64)
    json.object { json in
      json.key("model_history")
      json.array { list in
        for date in period.dates {
          list.object { json in
            json.member("date", date.description)
            json.key("models")
            json.array { list in for name in names { Self.write(model: name, found[date]?[name] ?? (0, 0), to: &list) } }
          }
        }
      }
    }
    return .json(json)
  }

  private static func write(model name: String, _ figures: (tokens: Int64, requests: Int64), to list: inout JSONWriter) {
    list.object { json in
      json.member("name", name)
      json.member("tokens", figures.tokens)
      json.member("requests", figures.requests)
    }
  }

  /// A call succeeded if it gave tokens, or if nobody counted them.
  private func modelMetrics(_ call: Call) async throws -> Response {
    let rows = try await rows(
      [.averageTokens, .averageDuration, .emptyAnswers, .requests], by: [.by(.model)], in: .always,
      order: [.descending(.metric(.averageTokens))], for: call)
    var json = JSONWriter()
    json.object { json in
      json.key("model_metrics")
      json.array { list in
        for row in rows {
          list.object { json in
            json.member("name", row[0].nameOrUnknown)
            json.member("avg_tokens", row[1].realNumber)
            json.member("avg_response_time", row[2].realNumber / 1000)
            json.member("success_rate", 1 - share(Double(row[3].wholeNumber), of: Double(row[4].wholeNumber)))
          }
        }
      }
    }
    return .json(json)
  }
}
