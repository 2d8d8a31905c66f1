import Accounts
import Jobs
import Semantics
import Usage

/// What the audit log says of records that an administrator writes: of users and groups one by one what changed, of other kinds only how
/// many were written.
struct RecordAudit<R: ActivityRecord> {
  let known: [[String]: R]
  let at: Timestamp
  let who: String

  init(known: [[String]: R], at: Timestamp, who: String) { (self.known, self.at, self.who) = (known, at, who) }

  /// Whether each record is told of, with what it was before.
  static var tellsEach: Bool { R.self == UserRecord.self || R.self == GroupRecord.self }

  func callAsFunction(_ records: [R]) -> [AuditRecord] {
    guard !records.isEmpty else { return [] }
    guard Self.tellsEach else {
      return [AuditRecord(at: at, who: who, what: R.table + ".record", after: AuditDocument.text(["records": String(records.count)]))]
    }
    return records.lastOfEach.compactMap(record)
  }

  /// nil where nothing changes: directories are written over and over.
  private func record(_ record: R) -> AuditRecord? {
    let earlier = known[[record.project.text, record.id.text]]
    guard earlier != record else { return nil }
    let kind = R.self == UserRecord.self ? "user" : "group"
    return AuditRecord(
      at: at, who: who, what: kind + (earlier == nil ? ".create" : ".change"), subject: record.id.text,
      before: earlier.flatMap(Self.document), after: Self.document(record))
  }

  private static func document(_ record: R) -> String? {
    (record as? UserRecord)?.accountDocument ?? (record as? GroupRecord)?.auditDocument
  }
}
