import HTTPTypes
import Hummingbird
import Web

/// ProblemDetails as ASP.NET writes it: keys in ascending order, `errors` by field.
struct UmbracoErrorShape: ErrorShape {
  let type = ContentType.problem
  let schema = Schema.ref("UmbracoProblem")

  func response(to problem: Problem, for request: Request) -> Response {
    var body = problem.members
    body["status"] = .integer(Int64(problem.status.code))
    body["title"] = .string(problem.title)
    body["detail"] = problem.detail.map(JSONValue.string)
    if problem.type == "about:blank" {
      body["type"] = .string(Self.reference(problem.status, UmbracoContract(path: request.uri.path)))
      body["traceId"] = problem.instance.map(JSONValue.string)
    } else {
      body["type"] = .string(problem.type)
    }
    if !problem.errors.isEmpty {
      let byField = Dictionary(grouping: problem.errors, by: \.field)
      body["errors"] = .object(byField.mapValues { .array($0.map { .string($0.message) }) })
    }
    return .json(.object(body), status: problem.status, type: .problem)
  }

  /// The section of HTTP's standard that the product names: the older standard in its documentation, the newer one in its code.
  private static func reference(_ status: HTTPResponse.Status, _ contract: UmbracoContract) -> String {
    let sections: [Int: (old: String, new: String)] = [
      400: ("rfc7231#section-6.5.1", "rfc9110#section-15.5.1"), 401: ("rfc7235#section-3.1", "rfc9110#section-15.5.2"),
      403: ("rfc7231#section-6.5.3", "rfc9110#section-15.5.4"), 404: ("rfc7231#section-6.5.4", "rfc9110#section-15.5.5"),
      405: ("rfc7231#section-6.5.5", "rfc9110#section-15.5.6"), 429: ("rfc6585#section-4", "rfc6585#section-4"),
      500: ("rfc7231#section-6.6.1", "rfc9110#section-15.6.1"), 503: ("rfc7231#section-6.6.4", "rfc9110#section-15.6.4"),
    ]
    guard let section = sections[status.code] else { return "about:blank" }
    return "https://tools.ietf.org/html/" + (contract == .documented ? section.old : section.new)
  }
}

extension Problem {
  /// Parameters that cannot be read, all at once.
  static func umbracoValidation(_ errors: [Field]) -> Problem {
    Problem(.badRequest, title: "One or more validation errors occurred.", errors: errors)
  }

  static let noSuchAuditLog = Problem(
    .notFound, "The specified audit-log does not exist.", title: "AuditLog not found", type: "Error",
    members: ["operationStatus": "NotFound"])
}

/// A refusal whose whole body is one JSON text, as the code's own checks answer.
struct UmbracoRefusal: Error {
  let message: String

  var response: Response {
    var response = Response.umbraco(DotNetText.json(message))
    response.status = .badRequest
    return response
  }
}
