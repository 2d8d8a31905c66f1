import Accounts
import Crypto
import FoundationEssentials
import HTTPTypes
import Usage

/// Writes and reads the cookie `weir_session`: a session and its HMAC-SHA256 under the server's secret, as
/// "<key id, percent-encoded>~<issued>~<expires>~<hex of the HMAC>". The server keeps no sessions: one ends when it expires or when its
/// key is revoked.
package struct SessionCookie: Sendable {
  package static let name = "weir_session"
  private let secret: SymmetricKey

  /// - Parameter secret: at least 32 random bytes, the same across restarts.
  package init(secret: [UInt8]) {
    precondition(secret.count >= 32, "A session secret has at least 32 bytes")
    self.secret = SymmetricKey(data: secret)
  }

  package func value(of session: Session) -> String {
    let payload = Self.payload(session)
    let code = HMAC<SHA256>.authenticationCode(for: Data(payload.utf8), using: secret)
    return payload + "~" + Data(code).hex
  }

  /// nil if the cookie was not made with this secret, or is out of date.
  package func session(from value: String, now: Timestamp) -> Session? {
    let parts = value.split(separator: "~", omittingEmptySubsequences: false)
    guard value.utf8.count <= 1024, parts.count == 4, let code = Data(hex: parts[3]) else { return nil }
    let payload = Data(parts[0..<3].joined(separator: "~").utf8)
    guard HMAC<SHA256>.isValidAuthenticationCode(code, authenticating: payload, using: secret) else { return nil }
    guard let key = PercentEncoding.decode(parts[0].utf8), let issued = Int64(parts[1]), let expires = Int64(parts[2]) else { return nil }
    let session = Session(key: ID(key), issuedAt: Timestamp(seconds: issued), expiresAt: Timestamp(seconds: expires))
    return session.issuedAt <= now.adding(seconds: 60) && now < session.expiresAt ? session : nil
  }

  /// The value of Set-Cookie. `isSecure` where the browser speaks https, be it to a proxy.
  package func header(opening session: Session, isSecure: Bool) -> String {
    let age = (session.expiresAt.microseconds - session.issuedAt.microseconds) / 1_000_000
    return Self.header(value: value(of: session), age: age, isSecure: isSecure)
  }

  /// The value of Set-Cookie that ends a session.
  package static func headerClosing(isSecure: Bool) -> String { header(value: "", age: 0, isSecure: isSecure) }

  private static func header(value: String, age: Int64, isSecure: Bool) -> String {
    "\(name)=\(value); Path=/; Max-Age=\(age); HttpOnly; SameSite=Strict" + (isSecure ? "; Secure" : "")
  }

  private static func payload(_ session: Session) -> String {
    let issued = session.issuedAt.microseconds / 1_000_000
    let expires = session.expiresAt.microseconds / 1_000_000
    return "\(PercentEncoding.encode(session.key.text).replacing("~", with: "%7E"))~\(issued)~\(expires)"
  }

  /// The cookie's value in a request.
  static func value(in headers: HTTPFields) -> String? { value(of: name, in: headers) }

  /// The value of any cookie in a request.
  package static func value(of name: String, in headers: HTTPFields) -> String? {
    for field in headers[values: .cookie] {
      for pair in field.split(separator: ";") {
        let pair = pair.drop { $0 == " " }
        if pair.hasPrefix(name + "=") { return String(pair.dropFirst(name.count + 1)) }
      }
    }
    return nil
  }
}

extension Data {
  fileprivate var hex: String { map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() }

  fileprivate init?(hex: Substring) {
    guard hex.utf8.count == 64 else { return nil }
    var bytes: [UInt8] = []
    var rest = hex
    while !rest.isEmpty {
      guard let byte = UInt8(rest.prefix(2), radix: 16) else { return nil }
      bytes.append(byte)
      rest = rest.dropFirst(2)
    }
    self.init(bytes)
  }
}
