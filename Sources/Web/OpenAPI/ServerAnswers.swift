import HTTPTypes

extension Endpoint {
  /// The answers that come from the server itself, before and around the handler.
  var serverAnswers: [Answer] {
    var answers: [Answer] = [.problem(.badRequest, "A parameter or the body is not right; `errors` names it.")]
    if access.isRestricted {
      answers.append(.problem(.unauthorized, "No valid key."))
      answers.append(.problem(.tooManyRequests, "Too many refused keys, or too much work; see Retry-After."))
    }
    if !access.sources.isEmpty { answers.append(.problem(.forbidden, "The key does not allow this.")) }
    if parameters.contains(where: { $0.place == .path }) { answers.append(.problem(.notFound, "There is no such thing.")) }
    if body != nil {
      answers.append(.problem(.requestTimeout, "The body took too long."))
      answers.append(.problem(.contentTooLarge, "The body is too large."))
      answers.append(.problem(.unsupportedMediaType, "The Content-Type or Content-Encoding is not taken."))
    }
    answers.append(.problem(.internalServerError, "The server failed; its log names the request's id."))
    answers.append(.problem(.serviceUnavailable, "The server is busy or took too long; see Retry-After."))
    return answers
  }
}

extension Schema {
  /// RFC 9457.
  static let problem: Schema = .object(
    [
      "type": .string, "title": .string, "status": .integer, "detail": .string, "instance": .string,
      "errors": .array(of: .object(["field": .string, "message": .string])),
    ], optional: ["detail", "instance", "errors"]
  ).described("What is wrong (RFC 9457). `instance` is the request's id, by which the server's log can be searched.")
}

extension CredentialSource {
  var schemeName: String {
    switch self {
    case .bearer: "bearer"
    case .basicPassword: "basic"
    case .header(let name): "header-" + name.lowercased()
    case .query(let name): "query-" + name
    case .cookie(let name): "cookie-" + name
    case .session: "session"
    }
  }

  var scheme: JSONValue {
    switch self {
    case .bearer: ["type": "http", "scheme": "bearer"]
    case .basicPassword: ["type": "http", "scheme": "basic"]
    case .header(let name): ["type": "apiKey", "in": "header", "name": .string(name)]
    case .query(let name): ["type": "apiKey", "in": "query", "name": .string(name)]
    case .cookie(let name): ["type": "apiKey", "in": "cookie", "name": .string(name)]
    case .session: ["type": "apiKey", "in": "cookie", "name": .string(SessionCookie.name)]
    }
  }
}
