import Semantics
import Usage
import Web

/// Umbraco.AI's usage analytics and audit log. Each file beside this one has one subject.
package struct UmbracoAPI: Sendable {
  let engine: any QueryEngine
  let records: any RecordSource
  let names: any NameDirectory
  let clock: TimeSource
  let budget: QueryBudget

  package static let name = "umbraco"
  static let base = "/umbraco/ai/management/api/v1"

  package init(engine: any QueryEngine, records: any RecordSource, names: any NameDirectory, clock: TimeSource, budget: QueryBudget) {
    self.engine = engine
    self.records = records
    self.names = names
    self.clock = clock
    self.budget = budget
  }

  package var surface: CompatibleSurface {
    CompatibleSurface(
      name: Self.name, endpoints: analytics + auditLogs, errorShapes: [(prefix: "/umbraco/", shape: UmbracoErrorShape())],
      schemas: UmbracoSchemas.all)
  }
}
