import Usage

/// Everything of one person.
package protocol PersonExporter: Sendable {
  /// As lines of JSON, each with the name of its table under `record`: one file a table, of one moment. Empty if there is nothing.
  func exportPerson(_ user: ID<User>, in projects: ProjectScope) async throws -> [ExportedFile]
}
