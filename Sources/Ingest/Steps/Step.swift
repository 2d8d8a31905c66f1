import Usage

/// One thing that is done to every event before it is stored.
package struct Step: Sendable {
  package let name: String
  package let run: @Sendable (inout EventDraft, borrowing IngestContext) throws(Rejection) -> Void

  package init(_ name: String, run: @escaping @Sendable (inout EventDraft, borrowing IngestContext) throws(Rejection) -> Void) {
    self.name = name
    self.run = run
  }
}
