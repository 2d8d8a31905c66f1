import HTTPTypes
import Hummingbird

/// CORS for the origins the operator names, without cookies. With none named, browsers keep other sites' pages out.
enum CrossOrigin {
  /// The answer to a browser's question before the request proper; nil if it is not one, or its origin is not allowed.
  static func preflight(_ request: Request, allowed: Set<String>) -> Response? {
    guard request.method == .options, let method = request.headers[.accessControlRequestMethod],
      let origin = request.headers[.origin], allowed.contains(origin)
    else { return nil }
    return Response(
      status: .noContent,
      headers: [
        .accessControlAllowMethods: method, .accessControlAllowHeaders: "authorization, content-type, x-api-key, x-request-id",
        .accessControlMaxAge: "600",
      ])
  }

  static func mark(_ response: inout Response, for request: Request, allowed: Set<String>) {
    guard !allowed.isEmpty else { return }
    response.headers.append(HTTPField(name: .vary, value: "Origin"))
    guard let origin = request.headers[.origin], allowed.contains(origin) else { return }
    response.headers[.accessControlAllowOrigin] = origin
    response.headers[.accessControlExposeHeaders] = "X-Request-ID"
  }
}
