import Accounts
import Testing
import Usage

@Suite struct KeyRingTests {
  let now = Timestamp(seconds: 1_000_000)

  @Test func `a new key opens what it was made for, and its secret is kept nowhere`() async throws {
    let store = ListOfKeys()
    let ring = try await KeyRing(store: store)
    let made = try await ring.create(KeyRequest(name: "ci", scope: .ingest, project: "web"), now: now)
    let principal = try ring.principal(for: made.secret.text, now: now)
    #expect(principal == Principal(kind: .key(made.key.id), name: "ci", scope: .ingest, projects: .only(ID("web"))))
    #expect(made.secret.text.hasPrefix("weir_") && made.secret.text.utf8.count == 48)
    let kept = String(describing: await store.keys())
    #expect(!kept.contains(made.secret.text))
  }

  @Test func `a ring opened again knows the keys and their ends`() async throws {
    let store = ListOfKeys()
    let first = try await KeyRing(store: store)
    let plain = try await first.create(KeyRequest(name: "a", scope: .admin), now: now)
    let short = try await first.create(KeyRequest(name: "b", scope: .read, expiresAt: now.adding(seconds: 10)), now: now)
    let gone = try await first.create(KeyRequest(name: "c", scope: .read), now: now)
    _ = try await first.revoke("c", now: now)
    let ring = try await KeyRing(store: store)
    #expect(try ring.principal(for: plain.secret.text, now: now).scope == .admin)
    #expect(try ring.principal(for: short.secret.text, now: now.adding(seconds: 9)).scope == .read)
    #expect(throws: KeyFailure.expired) { try ring.principal(for: short.secret.text, now: now.adding(seconds: 10)) }
    #expect(throws: KeyFailure.revoked) { try ring.principal(for: gone.secret.text, now: now) }
    #expect(throws: KeyFailure.unknown) { try ring.principal(for: plain.secret.text + "x", now: now) }
  }

  @Test func `two usable keys cannot share a name, but a revoked one frees it`() async throws {
    let ring = try await KeyRing(store: ListOfKeys())
    _ = try await ring.create(KeyRequest(name: "ci", scope: .read), now: now)
    await #expect(throws: KeyFailure.duplicateName("ci")) { try await ring.create(KeyRequest(name: "ci", scope: .admin), now: now) }
    _ = try await ring.revoke("ci", now: now)
    _ = try await ring.create(KeyRequest(name: "ci", scope: .admin), now: now)
    await #expect(throws: KeyFailure.noSuchKey("other")) { try await ring.revoke("other", now: now) }
  }

  @Test(arguments: ["", String(repeating: "x", count: 101), "a\nb"])
  func `a name must be short and on one line`(_ name: String) async throws {
    let ring = try await KeyRing(store: ListOfKeys())
    await #expect(throws: KeyFailure.invalidName(name)) { try await ring.create(KeyRequest(name: name, scope: .read), now: now) }
  }

  @Test func `uses are written down once, when asked`() async throws {
    let store = ListOfKeys()
    let ring = try await KeyRing(store: store)
    let made = try await ring.create(KeyRequest(name: "ci", scope: .read), now: now)
    _ = try ring.principal(for: made.secret.text, now: now.adding(seconds: 5))
    try await ring.saveUses()
    #expect(await store.keys().map(\.lastUsedAt) == [now.adding(seconds: 5)])
  }

  @Test func `only admin includes the other scopes`() {
    let allowed = Scope.allCases.map { held in Scope.allCases.filter(held.allows) }
    #expect(allowed == [[.ingest], [.read], [.ingest, .read, .admin]])
  }
}

private actor ListOfKeys: KeyStore {
  private var list: [APIKey] = []

  func keys() -> [APIKey] { list }
  func insert(_ key: APIKey, audit: AuditRecord?) { list.append(key) }
  func markRevoked(_ key: ID<APIKey>, at instant: Timestamp, audit: AuditRecord?) {
    for index in list.indices where list[index].id == key { list[index].revokedAt = instant }
  }
  func markUsed(_ keys: [ID<APIKey>: Timestamp]) {
    for index in list.indices { list[index].lastUsedAt = keys[list[index].id] ?? list[index].lastUsedAt }
  }
}
