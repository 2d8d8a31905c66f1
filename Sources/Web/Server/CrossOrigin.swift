import HTTPTypes
import Hummingbird

/// CORS for the origins that the operator names, each echoed by itself: an answer that carries credentials may not say "*". With none
/// named, browsers keep other sites' pages out.
enum CrossOrigin {
  private static let maximumHeaderListBytes = 1000

  /// The answer to a browser's question before the request proper; nil if it is not one, or its origin is not allowed.
  static func preflight(_ request: Request, allowed: AllowedOrigins) -> Response? {
    guard request.method == .options, let method = request.headers[.accessControlRequestMethod], origin(of: request, in: allowed) != nil
    else { return nil }
    var response = Response(status: .noContent, headers: [.accessControlAllowMethods: method, .accessControlMaxAge: "600"])
    // Each API has its own header for the key.
    if let names = request.headers[.accessControlRequestHeaders], names.utf8.count <= maximumHeaderListBytes {
      response.headers[.accessControlAllowHeaders] = names
    }
    return response
  }

  static func mark(_ response: inout Response, for request: Request, allowed: AllowedOrigins) {
    guard !allowed.origins(for: request.uri.path).isEmpty else { return }
    response.headers.append(HTTPField(name: .vary, value: "Origin"))
    guard let origin = origin(of: request, in: allowed) else { return }
    response.headers[.accessControlAllowOrigin] = origin
    response.headers[.accessControlAllowCredentials] = "true"
    response.headers[.accessControlExposeHeaders] = "X-Request-ID, Retry-After, Content-Disposition"
  }

  private static func origin(of request: Request, in allowed: AllowedOrigins) -> String? {
    request.headers[.origin].flatMap { allowed.origins(for: request.uri.path).contains($0) ? $0 : nil }
  }
}
