import Accounts
import Synchronization
import Usage

/// Keeps what was changed in memory, and the tiers.
final class AuditNotes: AuditLog, TierStore {
  private let state = Mutex<(records: [AuditRecord], table: TierBook)>(([], .standard))

  var records: [AuditRecord] { state.withLock { $0.records } }
  /// Without those of the program itself, which makes the site's keys.
  var changes: [AuditRecord] { records.filter { $0.who != AuditRecord.program } }
  var table: TierBook { state.withLock { $0.table } }

  func append(_ records: [AuditRecord]) async { state.withLock { $0.records += records } }

  func audit(_ query: AuditQuery) async -> AuditPage {
    let found = records.enumerated().reversed().filter { number, record in
      (query.who.map { $0 == record.who } ?? true) && (query.what.map { record.what.hasPrefix($0) } ?? true)
        && (query.before.map { number < $0 } ?? true)
    }
    return AuditPage(found.prefix(query.limit + 1).map { .init(number: Int64($0.offset), record: $0.element) }, limit: query.limit)
  }

  func tiers() async -> TierBook { table }

  func replaceTiers(_ table: TierBook, inPlaceOf present: TierBook, audit: AuditRecord) async -> Bool {
    state.withLock { state in
      guard state.table == present else { return false }
      state.table = table
      state.records.append(audit)
      return true
    }
  }
}

extension AuditNotes: KeyStore {
  func keys() async -> [APIKey] { [] }
  func insert(_ key: APIKey, audit: AuditRecord?) async { await append([audit].compactMap(\.self)) }
  func markRevoked(_ key: ID<APIKey>, at instant: Timestamp, audit: AuditRecord?) async { await append([audit].compactMap(\.self)) }
  func markUsed(_ keys: [ID<APIKey>: Timestamp]) async {}
}
