import HTTPTypes

/// Whether a browser's request comes from a page of this very server. A session cookie is sent along by the browser whoever wrote the
/// page, so a request that changes something needs this proof besides.
package enum SameOrigin {
  package static func holds(for request: HTTPRequest) -> Bool {
    if let site = request.headerFields[.secFetchSite] { return site == "same-origin" || site == "none" }
    guard let origin = request.headerFields[.origin], let host = request.authority else { return false }
    return origin.lowercased() == "http://" + host.lowercased() || origin.lowercased() == "https://" + host.lowercased()
  }

  static func isSafe(_ method: HTTPRequest.Method) -> Bool { method == .get || method == .head || method == .options }
}

extension HTTPField.Name {
  static let secFetchSite = HTTPField.Name("Sec-Fetch-Site")!
  static let requestID = HTTPField.Name("X-Request-ID")!
  static let forwardedFor = HTTPField.Name("X-Forwarded-For")!
  static let forwardedProto = HTTPField.Name("X-Forwarded-Proto")!
  static let frameOptions = HTTPField.Name("X-Frame-Options")!
  static let referrerPolicy = HTTPField.Name("Referrer-Policy")!
  static let resourcePolicy = HTTPField.Name("Cross-Origin-Resource-Policy")!
}
