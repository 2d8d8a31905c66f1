import Web

/// A path of this server with its query, encoded.
struct Address {
  let text: String

  init(_ path: String, _ items: [(String, String)]) {
    let pairs = items.map { PercentEncoding.encode($0) + "=" + Self.readable(PercentEncoding.encode($1)) }
    text = pairs.isEmpty ? path : path + "?" + pairs.joined(separator: "&")
  }

  /// Commas and slashes are allowed in a query and easier to read than their escapes.
  private static func readable(_ encoded: String) -> String { encoded.replacing("%2C", with: ",").replacing("%2F", with: "/") }
}
