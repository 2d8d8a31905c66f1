import Accounts
import Ingest
import Semantics
import StorageDuckDB
import Surfaces
import Usage

/// Erases and exports persons with all that was acknowledged before.
struct PersonKeeper: PersonDesk {
  private let store: DuckDBStore
  private let writer: EventWriter
  private let budgets: BudgetBook
  private let pseudonyms: Pseudonyms

  init(_ installation: Installation) throws {
    (store, writer, budgets) = (installation.store, installation.writer, installation.budgets)
    pseudonyms = Pseudonyms(secret: try installation.directory.secret(named: "pseudonym.key"))
  }

  func erase(_ user: ID<User>, in projects: ProjectScope, by who: String) async throws -> (pseudonym: ID<User>, records: Int)? {
    try await settle()
    let pseudonym = pseudonyms.pseudonym(of: user)
    let erasure = Erasure(of: user, as: pseudonym, in: projects, at: TimeSource.system.now(), by: who)
    guard let records = try await store.erase(erasure) else { return nil }
    try await budgets.reload()
    // Until then the engine's log and the journal have what was there before. Whoever reads meanwhile may hold a checkpoint up; the next
    // one comes.
    try? await store.checkpoint()
    await writer.endJournalFile()
    return (pseudonym, records)
  }

  func removeFromDirectory(_ user: ID<User>, in projects: ProjectScope, by who: String) async throws -> Int {
    try await store.removeFromDirectory(user, in: projects, at: TimeSource.system.now(), by: who)
  }

  func export(_ user: ID<User>, in projects: ProjectScope) async throws -> [ExportedFile] {
    try await settle()
    return try await store.exportPerson(user, in: projects)
  }

  /// What waits in the journal must be in the store to be found there.
  private func settle() async throws {
    while await !writer.settle(timeout: .seconds(10)) { try Task.checkCancellation() }
  }
}
