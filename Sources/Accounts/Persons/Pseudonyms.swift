import Crypto
import Foundation
import Usage

/// The names that erased persons go by: always the same for the same person, and without the installation's secret nobody can tell which
/// person that was, not even by trying all ids there may be.
package struct Pseudonyms: Sendable {
  private let secret: SymmetricKey

  package static let prefix = "erased-"

  /// - Parameter secret: 32 random bytes of this installation.
  package init(secret: [UInt8]) { self.secret = SymmetricKey(data: secret) }

  package func pseudonym(of user: ID<User>) -> ID<User> {
    let code = HMAC<SHA256>.authenticationCode(for: Data(user.text.utf8), using: secret)
    return ID(Self.prefix + code.prefix(16).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined())
  }
}
