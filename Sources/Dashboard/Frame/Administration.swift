import Accounts
import Surfaces

/// What administrators look at and change: the same objects that the API's endpoints go through, so that checks and the audit log are one.
package struct Administration: Sendable {
  package let jobs: JobDesk
  package let tiers: TierDesk
  package let keys: KeyDesk
  package let prices: OverrideDesk
  package let demo: any DemoDesk
  package let audit: any AuditLog
  package let facts: InstallationFacts

  package init(
    jobs: JobDesk, tiers: TierDesk, keys: KeyDesk, prices: OverrideDesk, demo: any DemoDesk, audit: any AuditLog,
    facts: InstallationFacts
  ) {
    self.jobs = jobs
    self.tiers = tiers
    self.keys = keys
    self.prices = prices
    self.demo = demo
    self.audit = audit
    self.facts = facts
  }
}
