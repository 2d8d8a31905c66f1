import Hummingbird

/// How a product states its errors. A surface that speaks another product's contract brings its own.
package protocol ErrorShape: Sendable {
  /// The body and its Content-Type; the server adds the problem's headers.
  func response(to problem: Problem, for request: Request) -> Response
}

/// RFC 9457.
package struct ProblemShape: ErrorShape {
  package init() {}

  package func response(to problem: Problem, for request: Request) -> Response {
    .json(problem.json, status: problem.status, type: .problem)
  }
}
