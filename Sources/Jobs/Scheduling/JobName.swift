/// The jobs there are, by the names under which they are stored, asked for and logged.
package enum JobName: String, CaseIterable, Sendable {
  case retentionCleanup = "retention_cleanup"
  case gracePeriodCheck = "grace_period_check"
  case promoExpirationCheck = "promo_expiration_check"
  case logTrimming = "log_trimming"
  case storageMaintenance = "storage_maintenance"

  /// As the audit log names who did something.
  package var auditName: String { "job:" + rawValue }
}
