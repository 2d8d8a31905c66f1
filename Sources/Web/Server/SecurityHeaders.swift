import HTTPTypes
import Hummingbird

/// Headers that keep browsers from doing more with an answer than it is for. A handler's own policy stays.
enum SecurityHeaders {
  /// No inline script and no inline style: all of a page's code comes from files of this server.
  private static let pagePolicy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
    + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
  private static let dataPolicy = "default-src 'none'; frame-ancestors 'none'"

  static func add(to response: inout Response) {
    let isPage = response.headers[.contentType]?.hasPrefix("text/html") ?? false
    response.headers.append(HTTPField(name: .xContentTypeOptions, value: "nosniff"))
    response.headers.append(HTTPField(name: .referrerPolicy, value: "no-referrer"))
    if isPage { response.headers.append(HTTPField(name: .frameOptions, value: "DENY")) }
    guard !response.headers.contains(.contentSecurityPolicy) else { return }
    response.headers.append(HTTPField(name: .contentSecurityPolicy, value: isPage ? pagePolicy : dataPolicy))
  }
}
