import Accounts
import Usage
import Web

extension AuditLog {
  /// What a call did, for changes that the store cannot write down together with them.
  func note(
    _ what: String, by call: Call, subject: String? = nil, before: [String: String?]? = nil, after: [String: String?]? = nil
  ) async throws {
    try await append([
      AuditRecord(
        at: TimeSource.system.now(), who: try call.principal.auditName, what: what, subject: subject,
        before: before.map(AuditDocument.text), after: after.map(AuditDocument.text))
    ])
  }
}
