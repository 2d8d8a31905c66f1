import HTTPTypes

/// What is wrong with a request, as RFC 9457 has it. It is thrown as it is, or made from another layer's error (`ProblemTranslator`).
package struct Problem: Error, Hashable, Sendable {
  package struct Field: Hashable, Sendable {
    package var field: String
    package var message: String

    package init(_ field: String, _ message: String) {
      self.field = field
      self.message = message
    }
  }

  package var status: HTTPResponse.Status
  /// A URI that names the kind of problem; "about:blank" where the status says it all.
  package var type: String
  package var title: String
  package var detail: String?
  /// The request's id. The server fills it in.
  package var instance: String?
  package var errors: [Field]
  /// Further members of the body.
  package var members: [String: JSONValue]
  /// Sent with the answer: Allow, Retry-After, WWW-Authenticate.
  package var headers: HTTPFields

  package init(
    _ status: HTTPResponse.Status, _ detail: String? = nil, title: String? = nil, type: String = "about:blank",
    errors: [Field] = [], members: [String: JSONValue] = [:], headers: HTTPFields = [:]
  ) {
    self.status = status
    self.type = type
    self.title = title ?? status.reasonPhrase
    self.detail = detail
    self.errors = errors
    self.members = members
    self.headers = headers
  }

  package var json: JSONValue {
    var body = members
    body["type"] = .string(type)
    body["title"] = .string(title)
    body["status"] = .integer(Int64(status.code))
    body["detail"] = detail.map(JSONValue.string)
    body["instance"] = instance.map { .string("urn:request:" + $0) }
    if !errors.isEmpty {
      body["errors"] = .array(errors.map { ["field": .string($0.field), "message": .string($0.message)] })
    }
    return .object(body)
  }
}

extension Problem {
  /// 400 for one parameter or member.
  package static func invalid(_ field: String, _ message: String) -> Problem {
    Problem(.badRequest, "\(field): \(message)", errors: [Field(field, message)])
  }

  /// 503, or 429 where the caller alone is meant, to be tried again after so many seconds.
  package static func busy(_ detail: String, _ status: HTTPResponse.Status = .serviceUnavailable, retryAfter seconds: Int = 1) -> Problem {
    Problem(status, detail, headers: [.retryAfter: String(seconds)])
  }

  static func unauthorized(_ detail: String) -> Problem {
    Problem(.unauthorized, detail, headers: [.wwwAuthenticate: "Bearer"])
  }
}
