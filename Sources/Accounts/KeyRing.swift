import Crypto
import Foundation
import Synchronization
import Usage

/// All keys, in memory, in front of their store. Looking a credential up takes no I/O.
package final class KeyRing: Sendable {
  private struct State {
    var byDigest: [Data: APIKey] = [:]
    var used: [ID<APIKey>: Timestamp] = [:]
  }

  private let store: any KeyStore
  private let state = Mutex(State())

  package init(store: any KeyStore) async throws {
    self.store = store
    let keys = try await store.keys()
    state.withLock { state in
      for key in keys { state.byDigest[Data(key.digest)] = key }
    }
  }

  /// The lookup goes by the SHA-256 of the credential, so its time tells nothing about how much of a guess was right; the digests
  /// are then compared in constant time.
  package func principal(for credential: String, now: Timestamp) throws(KeyFailure) -> Principal {
    let digest = SHA256.hash(data: Data(credential.utf8))
    let key = state.withLock { state -> APIKey? in
      guard let key = state.byDigest[Data(digest)] else { return nil }
      state.used[key.id] = now
      return key
    }
    guard let key, digest == key.digest else { throw .unknown }
    return try checked(key, now: now)
  }

  /// The principal of a key that was checked before, as a session remembers it.
  package func principal(of id: ID<APIKey>, now: Timestamp) throws(KeyFailure) -> Principal {
    guard let key = all().first(where: { $0.id == id }) else { throw .unknown }
    return try checked(key, now: now)
  }

  private func checked(_ key: APIKey, now: Timestamp) throws(KeyFailure) -> Principal {
    if key.revokedAt != nil { throw .revoked }
    guard key.isUsable(at: now) else { throw .expired }
    return Principal(key)
  }

  /// Those that somebody who may see these projects may see, by time of creation, then id.
  package func all(in projects: ProjectScope = .all) -> [APIKey] {
    state.withLock { Array($0.byDigest.values) }.filter { projects == .all || $0.projects == projects }.sorted {
      ($0.createdAt, $0.id.text) < ($1.createdAt, $1.id.text)
    }
  }

  /// - Parameter who: as the audit log names whoever asks for it.
  package func create(
    _ request: KeyRequest, now: Timestamp, by who: String = AuditRecord.program
  ) async throws -> (key: APIKey, secret: KeySecret) {
    let name = try request.checkedName()
    guard !all().contains(where: { $0.name == name && $0.isUsable(at: now) }) else { throw KeyFailure.duplicateName(name) }
    var generator = SystemRandomNumberGenerator()
    let secret = KeySecret.random(using: &generator)
    let id = ID<APIKey>("key_" + String(UInt64.random(in: .min ... .max, using: &generator), radix: 36))
    let key = APIKey(
      id: id, name: name, scope: request.scope, projects: try request.checkedProjects(), secret: secret, createdAt: now,
      expiresAt: request.expiresAt)
    try await store.insert(
      key, audit: AuditRecord(at: now, who: who, what: "key.create", subject: key.id.text, after: key.auditDocument))
    state.withLock { $0.byDigest[Data(key.digest)] = key }
    return (key, secret)
  }

  /// Takes a key's id or its name. Of several keys with one name, the one in use is meant.
  package func revoke(
    _ idOrName: String, in projects: ProjectScope = .all, now: Timestamp, by who: String = AuditRecord.program
  ) async throws -> APIKey {
    let candidates = all(in: projects).filter { $0.id.text == idOrName || $0.name == idOrName }
    guard var key = candidates.first(where: { $0.revokedAt == nil }) ?? candidates.last else { throw KeyFailure.noSuchKey(idOrName) }
    guard key.revokedAt == nil else { return key }
    try await store.markRevoked(
      key.id, at: now,
      audit: AuditRecord(at: now, who: who, what: "key.revoke", subject: key.id.text, before: key.auditDocument))
    key.revokedAt = now
    state.withLock { [key] in $0.byDigest[Data(key.digest)] = key }
    return key
  }

  /// Writes down when keys were last used. Called now and then: a use is worth no write of its own.
  package func saveUses() async throws {
    let used = state.withLock { state in
      for (digest, key) in state.byDigest {
        if let instant = state.used[key.id] { state.byDigest[digest]?.lastUsedAt = instant }
      }
      defer { state.used = [:] }
      return state.used
    }
    if !used.isEmpty { try await store.markUsed(used) }
  }
}
