import Hummingbird

/// How a product states its errors. A surface that speaks another product's contract brings its own.
package protocol ErrorShape: Sendable {
  /// The body and its Content-Type; the server adds the problem's headers.
  func response(to problem: Problem, for request: Request) -> Response
  /// What the OpenAPI document says of these bodies.
  var type: ContentType { get }
  var schema: Schema { get }
}

extension ErrorShape {
  package var type: ContentType { .json }
}

/// RFC 9457.
package struct ProblemShape: ErrorShape {
  package let type = ContentType.problem
  package let schema = Schema.ref("Problem")

  package init() {}

  package func response(to problem: Problem, for request: Request) -> Response {
    .json(problem.json, status: problem.status, type: .problem)
  }
}
