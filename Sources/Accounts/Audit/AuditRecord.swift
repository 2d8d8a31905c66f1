import Usage

/// One administrative change: who did what to whom, and what it was like before and after.
package struct AuditRecord: Hashable, Sendable {
  package var at: Timestamp
  /// The id of a key, `command line`, `job:` and the name of a job, or `weir` for what the program does by itself.
  package var who: String
  /// What was done, from the general to the particular: "tiers.replace", "retention.requests".
  package var what: String
  /// The id of what it was done to.
  package var subject: String?
  /// JSON documents; nil where there was or is nothing.
  package var before: String?
  package var after: String?

  package init(at: Timestamp, who: String, what: String, subject: String? = nil, before: String? = nil, after: String? = nil) {
    self.at = at
    self.who = who
    self.what = what
    self.subject = subject
    self.before = before
    self.after = after
  }
}

extension AuditRecord {
  /// The program itself, as it starts.
  package static let program = "weir"
}

extension Principal {
  /// As the audit log names who makes a request.
  package var auditName: String {
    switch kind {
    case .key(let id): id.text
    case .localOperator: "command line"
    }
  }
}
