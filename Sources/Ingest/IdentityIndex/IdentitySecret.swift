/// The 128 random bits that key a store's event hashes. Made once with the store's identity index and kept in it.
struct IdentitySecret: Hashable, Sendable {
  let high: UInt64
  let low: UInt64

  static func random() -> Self {
    var generator = SystemRandomNumberGenerator()
    return Self(high: generator.next(), low: generator.next())
  }
}
