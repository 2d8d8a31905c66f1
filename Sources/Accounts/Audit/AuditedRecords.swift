import Usage

/// Writes records together with what the audit log says of them.
package protocol AuditedRecords: Sendable {
  func upsert<R: ActivityRecord>(_ records: [R], audit: [AuditRecord]) async throws
}
