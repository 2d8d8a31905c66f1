import HTTPTypes
import Hummingbird
import Web

/// `{"error": text, "code": word}`: the product's code sends the first, its documentation promises the second as well.
struct ClaraErrorShape: ErrorShape {
  let schema: Schema = .object(["code": .string, "error": .string, "retry_after": .integer], optional: ["retry_after"])

  func response(to problem: Problem, for request: Request) -> Response {
    var body: [String: JSONValue] = [
      "error": .string(Self.text(problem, request)), "code": .string(Self.codes[problem.status.code] ?? "INTERNAL_ERROR"),
    ]
    if problem.status == .tooManyRequests {
      body["retry_after"] = .integer(problem.headers[.retryAfter].flatMap { Int64($0) } ?? 60)
    }
    return .json(.object(body), status: problem.status)
  }

  private static let codes = [
    400: "VALIDATION_ERROR", 401: "UNAUTHORIZED", 403: "FORBIDDEN", 404: "NOT_FOUND", 405: "METHOD_NOT_ALLOWED", 429: "RATE_LIMIT",
    503: "UNAVAILABLE",
  ]

  private static func text(_ problem: Problem, _ request: Request) -> String {
    switch problem.status {
    case .unauthorized: isGiven(request) ? "Invalid or expired token" : "Missing or invalid authorization token"
    case .forbidden: "Superadmin access required"
    case .tooManyRequests: "Too many requests. Please slow down."
    // A title of its own says that the path is known.
    case .notFound where problem.title == problem.status.reasonPhrase: "Cannot \(request.method.rawValue) \(request.uri.path)"
    case .notFound: problem.title
    default: problem.detail ?? problem.title
    }
  }

  private static func isGiven(_ request: Request) -> Bool {
    guard let parts = request.headers[.authorization]?.split(separator: " "), parts.count > 1 else { return false }
    return parts[0].lowercased() == "bearer"
  }
}
