import Usage

/// Where keys are kept. A change and the record of it are one.
package protocol KeyStore: Sendable {
  func keys() async throws -> [APIKey]
  func insert(_ key: APIKey, audit: AuditRecord?) async throws
  func markRevoked(_ key: ID<APIKey>, at instant: Timestamp, audit: AuditRecord?) async throws
  func markUsed(_ keys: [ID<APIKey>: Timestamp]) async throws
}

extension KeyStore {
  package func insert(_ key: APIKey) async throws { try await insert(key, audit: nil) }
  package func markRevoked(_ key: ID<APIKey>, at instant: Timestamp) async throws { try await markRevoked(key, at: instant, audit: nil) }
}
