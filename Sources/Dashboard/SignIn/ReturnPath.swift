import Web

/// Where the reader goes after signing in: a path of this server, never another site's address.
struct ReturnPath: Hashable, Sendable {
  let text: String

  static let start = ReturnPath(trusted: "/")

  private init(trusted text: String) { self.text = text }

  /// The start page unless it is plainly a path here. Browsers read "//host" and "/\host" as another site, and drop tabs and line
  /// breaks from an address, so only visible ASCII characters pass and none of them may be a backslash.
  init(_ text: String?) {
    let bytes = Array((text ?? "").utf8)
    let isPath = bytes.first == UInt8(ascii: "/") && bytes.dropFirst().first != UInt8(ascii: "/") && bytes.count <= 2000
    let isPlain = bytes.allSatisfy { (0x21...0x7e).contains($0) && $0 != UInt8(ascii: "\\") }
    let isTaken = isPath && isPlain && text?.hasPrefix(SignIn.path) == false
    self.text = isTaken ? text ?? "/" : "/"
  }

  /// The page that was asked for.
  init(of call: Call) {
    self.init(call.path + (call.request.uri.query.map { "?" + $0 } ?? ""))
  }

  /// The address of the sign-in page that leads back here.
  var signIn: String { self == .start ? SignIn.path : SignIn.path + "?next=" + PercentEncoding.encode(text) }
}
