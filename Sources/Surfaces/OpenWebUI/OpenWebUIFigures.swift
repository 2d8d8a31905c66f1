import Hummingbird
import Semantics
import Web

extension OpenWebUIAPI {
  var figures: [Endpoint] {
    let parameters = Self.rangeParameters + [Self.groupParameter]
    return [
      question(
        Self.prefix + "/models", "Models", "Answers of each model, with its users and chats", parameters: parameters,
        answer: .object(["models": .array(of: Self.modelSchema)]), handler: listModels),
      question(
        Self.prefix + "/summary", "Summary", "Answers, chats, models and users in all", parameters: parameters,
        answer: .object(["total_messages": .integer, "total_chats": .integer, "total_models": .integer, "total_users": .integer]),
        handler: summary),
      question(
        Self.prefix + "/tokens", "Tokens", "Tokens of each model", parameters: parameters,
        answer: .object([
          "models": .array(of: Self.tokensSchema), "total_input_tokens": .integer, "total_output_tokens": .integer,
          "total_tokens": .integer,
        ]), handler: tokens),
    ]
  }

  private static let modelSchema: Schema = .object([
    "model_id": .string, "count": .integer, "unique_users": .integer, "unique_chats": .integer,
  ])
  private static let tokensSchema: Schema = .object([
    "model_id": .string, "input_tokens": .integer, "output_tokens": .integer, "total_tokens": .integer, "message_count": .integer,
  ])

  private func listModels(_ call: Call) async throws -> Response {
    let models = try await store.answersByModel(checkedRange(call), budget: budget)
    var json = JSONWriter()
    json.object { json in
      json.key("models")
      json.array { list in
        for model in models {
          list.object { json in
            json.member("model_id", model.model)
            json.member("count", model.count)
            json.member("unique_users", model.users)
            json.member("unique_chats", model.chats)
          }
        }
      }
    }
    return .json(json)
  }

  private func summary(_ call: Call) async throws -> Response {
    let summary = try await store.answerSummary(checkedRange(call), budget: budget)
    var json = JSONWriter()
    json.object { json in
      json.member("total_messages", summary.answers)
      json.member("total_chats", summary.chats)
      json.member("total_models", summary.models)
      json.member("total_users", summary.users)
    }
    return .json(json)
  }

  private func tokens(_ call: Call) async throws -> Response {
    let models = try await store.answerTokens(checkedRange(call), budget: budget)
    var json = JSONWriter()
    json.object { json in
      json.key("models")
      json.array { list in for model in models { Self.write(model, to: &list) } }
      let total = models.reduce(TokenSums(input: 0, output: 0)) { sum, model in
        TokenSums(input: sum.input.addingSaturated(model.tokens.input), output: sum.output.addingSaturated(model.tokens.output))
      }
      json.member("total_input_tokens", total.input)
      json.member("total_output_tokens", total.output)
      json.member("total_tokens", total.total)
    }
    return .json(json)
  }

  private static func write(_ model: ModelTokens, to list: inout JSONWriter) {
    list.object { json in
      json.member("model_id", model.model)
      json.member("input_tokens", model.tokens.input)
      json.member("output_tokens", model.tokens.output)
      json.member("total_tokens", model.tokens.total)
      json.member("message_count", model.count)
    }
  }

  private func checkedRange(_ call: Call) throws -> MessageRange {
    var parameters = OpenWebUIParameters(call.query)
    let range = try range(&parameters, for: call)
    try parameters.check()
    return range
  }
}
