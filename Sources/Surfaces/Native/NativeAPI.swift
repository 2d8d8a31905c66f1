import Accounts
import Ingest
import Semantics
import Usage
import Web

/// Weir's own API under /v1. Each file beside this one has the endpoints of one subject.
package struct NativeAPI: Sendable {
  let engine: any QueryEngine
  let records: any RecordSource
  let exporter: any RecordExporter
  let recorder: Recorder
  let quarantine: any QuarantineStore
  let keys: KeyDesk
  let prices: OverrideDesk
  let demo: any DemoDesk
  let audit: any AuditLog
  /// The present of all questions; frozen for demos. Recording always goes by the real time.
  let clock: TimeSource
  let zone: Zone
  let budget: QueryBudget
  let facts: InstallationFacts

  package init(
    engine: any QueryEngine, records: any RecordSource, exporter: any RecordExporter, recorder: Recorder,
    quarantine: any QuarantineStore, keys: KeyDesk, prices: OverrideDesk, demo: any DemoDesk, audit: any AuditLog, clock: TimeSource,
    zone: Zone, budget: QueryBudget, facts: InstallationFacts
  ) {
    self.engine = engine
    self.records = records
    self.exporter = exporter
    self.recorder = recorder
    self.quarantine = quarantine
    self.keys = keys
    self.prices = prices
    self.demo = demo
    self.audit = audit
    self.clock = clock
    self.zone = zone
    self.budget = budget
    self.facts = facts
  }

  package var endpoints: [Endpoint] {
    [
      recordEvents, listQuarantine, replayQuarantine,
      usageSummary, usageTimeseries, usageBreakdown, usageQuery,
      listRequests, exportRequests, listUsers, listModels, listProviders,
      listKeys, createKey, revokeKey,
      listPriceOverrides, replacePriceOverrides, removeDemo, recordDemo, listPrices, readSettings,
      discardQuarantine, ingestion,
    ]
  }

  /// The components of the OpenAPI document that the endpoints refer to.
  package static var schemas: [String: Schema] {
    [
      "Event": EventSchema.event, "StoredEvent": EventSchema.stored, "Recording": RecordingAnswer.schema,
      "UsageAnswer": UsageAnswer.schema, "Key": KeyAnswer.schema, "PriceOverride": PriceSchema.override,
      "QuarantinedEvent": QuarantineAnswer.schema,
      "UsageQuestion": UsageQuestion.schema,
    ]
  }
}
