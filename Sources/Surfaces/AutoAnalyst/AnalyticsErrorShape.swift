import HTTPTypes
import Hummingbird
import Web

/// `{"detail": ...}`, as the original's framework has it. A missing, wrong or too narrow key is one and the same refusal.
struct AnalyticsErrorShape: ErrorShape {
  let schema: Schema = .object(["detail": .any])

  func response(to problem: Problem, for request: Request) -> Response {
    switch problem.status {
    case .unauthorized, .forbidden: .json(["detail": "Invalid or missing admin API key"], status: .forbidden)
    case .notFound, .methodNotAllowed:
      .json(["detail": problem.members["detail"] ?? .string(problem.title)], status: problem.status)
    default: .json(["detail": problem.members["detail"] ?? .string(problem.detail ?? problem.title)], status: problem.status)
    }
  }
}
