import HTTPTypes
import Hummingbird
import Web

/// `{"detail": ...}`. Every refusal of a key is a 401, and says in the original's words what was wrong with it.
struct OpenWebUIErrorShape: ErrorShape {
  let schema: Schema = .object(["detail": .any])

  func response(to problem: Problem, for request: Request) -> Response {
    switch problem.status {
    case .unauthorized: .json(["detail": .string(Self.refusal(of: request))], status: .unauthorized)
    case .forbidden: .json(["detail": .string(Self.tooNarrow)], status: .unauthorized)
    case .notFound, .methodNotAllowed, .internalServerError: .json(["detail": .string(problem.title)], status: problem.status)
    default: .json(["detail": problem.members["detail"] ?? .string(problem.detail ?? problem.title)], status: problem.status)
    }
  }

  private static let tooNarrow =
    "You do not have permission to access this resource. Please contact your administrator for assistance."

  private static func refusal(of request: Request) -> String {
    guard let credential = credential(in: request) else { return "Not authenticated" }
    // What looks like a key was one once; anything else would be a token of the original's own, which cannot be valid here.
    return ["sk-", "weir_"].contains { credential.hasPrefix($0) }
      ? "Your session has expired or the token is invalid. Please sign in again." : "401 Unauthorized"
  }

  private static func credential(in request: Request) -> String? {
    if let header = request.headers[.authorization] {
      let parts = header.split(separator: " ", maxSplits: 1)
      if parts.count == 2 { return parts[1].drop { $0 == " " }.description }
    }
    let cookie = SessionCookie.value(of: "token", in: request.headers)
    return cookie ?? HTTPField.Name("x-api-key").flatMap { request.headers[$0] }
  }
}
