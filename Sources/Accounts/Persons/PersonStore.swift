import Usage

/// What a store can do about one person. Nothing here changes a total.
package protocol PersonStore: Sendable {
  /// Puts the pseudonym in the place of the person, everywhere, and empties what names them or what they and models wrote. In steps that
  /// let others have their turn: cut off at any point and begun again, it ends the same. Returns how many records were the person's; nil,
  /// and nothing done, if there are none.
  func erase(_ erasure: Erasure) async throws -> Int?

  /// Takes the person out of the directory. What they did stays, under their id. Returns how many entries there were.
  func removeFromDirectory(_ user: ID<User>, in projects: ProjectScope, at: Timestamp, by who: String) async throws -> Int
}
