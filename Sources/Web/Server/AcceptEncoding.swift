/// Reads Accept-Encoding (RFC 9110, 12.5.3).
enum AcceptEncoding {
  /// Whether gzip is welcome, and at least as much as the plain body.
  static func prefersGzip(_ headers: [String]) -> Bool {
    var weights: [String: Double] = [:]
    for part in headers.joined(separator: ",").split(separator: ",") {
      let pieces = part.split(separator: ";").map { $0.filter { $0 != " " && $0 != "\t" }.lowercased() }
      guard let name = pieces.first else { continue }
      weights[name == "x-gzip" ? "gzip" : name] = weight(of: pieces.dropFirst())
    }
    guard let gzip = weights["gzip"] ?? weights["*"], gzip > 0 else { return false }
    return gzip >= weights["identity"] ?? 0
  }

  private static func weight(of parameters: ArraySlice<String>) -> Double {
    guard let parameter = parameters.first(where: { $0.hasPrefix("q=") }) else { return 1 }
    return Double(parameter.dropFirst(2)) ?? 0
  }
}
