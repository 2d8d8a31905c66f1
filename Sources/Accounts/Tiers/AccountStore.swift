import Usage

/// The users as accounts.
package protocol AccountStore: Sendable {
  /// Every user that is known, or those of one id.
  func users(id: ID<User>?) async throws -> [UserRecord]

  /// Puts one in the place of the other if that is still as it was read, together with the record of it. False, and nothing done, if
  /// somebody has changed it since.
  func replace(_ user: UserRecord, by next: UserRecord, audit: AuditRecord) async throws -> Bool
}
