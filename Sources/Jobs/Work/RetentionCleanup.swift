import Accounts
import Logging
import Usage

/// Drops what the tiers of its users keep no longer, kind by kind and in parts, so that others get their turn at the store in between.
package struct RetentionCleanup: Job {
  private let accounts: any AccountStore & TierStore
  private let store: any RetentionStore
  private let batch: Int

  package let name = JobName.retentionCleanup

  /// - Parameter batch: records in a part. Storing, though not acknowledging, waits for a part to end.
  package init(accounts: any AccountStore & TierStore, store: any RetentionStore, batch: Int = 50_000) {
    self.accounts = accounts
    self.store = store
    self.batch = batch
  }

  package func run(_ context: JobContext) async throws {
    let rule = RetentionRule(table: try await accounts.tiers(), now: context.now)
    let users = try await accounts.users(id: nil)
    tellUnknown(users.filter(rule.isUnknownTier), context)
    for kind in RetainedKind.allCases {
      try Task.checkCancellation()
      try await purge(search(kind, users, rule), context)
    }
  }

  private func search(_ kind: RetainedKind, _ users: [UserRecord], _ rule: RetentionRule) -> RetentionSearch {
    let cutoffs = users.map { user in
      RetentionSearch.User(project: user.project, user: user.id, cutoff: .init(rule.kept(kind, of: user), now: rule.now))
    }
    return RetentionSearch(
      kind: kind, users: cutoffs, others: .init(rule.keptOfOthers(kind), now: rule.now), now: rule.now, batch: batch)
  }

  private func purge(_ search: RetentionSearch, _ context: JobContext) async throws {
    let finding = try await store.findExpired(search)
    guard !context.isDryRun else { return context.tally.add(finding.records, search.kind.rawValue) }
    for part in 0..<finding.parts {
      try Task.checkCancellation()
      context.tally.add(try await store.purge(part: part, of: finding), search.kind.rawValue)
    }
  }

  private func tellUnknown(_ users: [UserRecord], _ context: JobContext) {
    guard !users.isEmpty else { return }
    let tiers = Set(users.compactMap { $0.account.tierOverride ?? $0.tier }).sorted().prefix(10)
    context.logger.warning(
      "tiers that are not in the table keep as long as any tier does",
      metadata: ["users": "\(users.count)", "tiers": "\(tiers.joined(separator: ", "))"])
  }
}
