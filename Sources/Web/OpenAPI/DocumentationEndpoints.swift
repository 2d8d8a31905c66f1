import Hummingbird
import NIOCore

extension OpenAPIDocument {
  /// The endpoints, and with them the ones that describe them all: `/openapi.json`, `/docs` and its stylesheet.
  package func documenting(_ endpoints: [Endpoint]) -> [Endpoint] {
    var document = Self.documentEndpoint
    let all = endpoints + [document]
    let json = Response.json(json(for: all))
    let page = Response.html(DocsPage(document: self, endpoints: all.filter { !$0.isHidden }).html)
    document.handler = { _ in json }
    return endpoints + [document, Self.page("/docs", "docsPage") { page }, Self.page("/docs/docs.css", "docsStyle") { Self.style }]
  }

  private static let documentEndpoint = Endpoint(
    .get, "/openapi.json", access: .open, .init("openAPI", "This document", tags: ["operations"]),
    answers: [.init(.ok, "OpenAPI 3.1", [.json: ["type": "object"]])]
  ) { _ in Response(status: .notImplemented) }

  private static func page(_ path: String, _ name: String, _ response: @escaping @Sendable () -> Response) -> Endpoint {
    Endpoint(.get, path, access: .open, .init(name, ""), answers: [], isHidden: true) { _ in response() }
  }

  private static var style: Response {
    var response = Response(ByteBuffer(string: DocsStyle.css), type: .css)
    response.headers[.cacheControl] = "max-age=3600"
    return response
  }
}
