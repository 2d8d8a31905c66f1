import Usage

/// Where keys are kept.
package protocol KeyStore: Sendable {
  func keys() async throws -> [APIKey]
  func insert(_ key: APIKey) async throws
  func markRevoked(_ key: ID<APIKey>, at instant: Timestamp) async throws
  func markUsed(_ keys: [ID<APIKey>: Timestamp]) async throws
}
