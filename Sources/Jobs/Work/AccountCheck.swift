import Accounts
import Foundation
import Usage

/// Writes down what is due for accounts. A user whom somebody changes at the same moment is left to the next run.
package struct AccountCheck: Job {
  package let name: JobName
  private let changes: [AccountChange]
  private let accounts: any AccountStore & TierStore

  package static func gracePeriods(_ accounts: any AccountStore & TierStore) -> AccountCheck {
    AccountCheck(name: .gracePeriodCheck, changes: AccountChange.ofSubscriptions, accounts: accounts)
  }

  package static func promotions(_ accounts: any AccountStore & TierStore) -> AccountCheck {
    AccountCheck(name: .promoExpirationCheck, changes: AccountChange.ofPromotions, accounts: accounts)
  }

  package func run(_ context: JobContext) async throws {
    let table = try await accounts.tiers()
    for user in try await accounts.users(id: nil) {
      try Task.checkCancellation()
      guard let (change, next) = due(user, table, context.now) else { continue }
      if !context.isDryRun {
        let audit = AuditRecord(
          at: context.now, who: name.auditName, what: "account." + change.rawValue, subject: user.id.text, before: user.accountDocument,
          after: next.accountDocument)
        guard try await accounts.replace(user, by: next, audit: audit) else {
          context.tally.add(1, "changed_meanwhile")
          continue
        }
      }
      context.tally.add(1, change.rawValue)
    }
  }

  private func due(_ user: UserRecord, _ table: TierBook, _ now: Timestamp) -> (AccountChange, UserRecord)? {
    for change in changes {
      if let next = change.applied(to: user, in: table, now: now) { return (change, next) }
    }
    return nil
  }
}

extension UserRecord {
  /// What an audit record shows of an account: a JSON object of what is set, without name and address.
  package var accountDocument: String {
    var members: [String: String] = ["project": project.text]
    for field in Self.fields where !["name", "email", "role", "registered_at"].contains(field.name) {
      switch field.get(self) {
      case .text(let text): members[field.name] = text
      case .instant(let instant): members[field.name] = instant.description
      case .integer(let number): members[field.name] = String(number)
      case .boolean(let flag): members[field.name] = flag ? "true" : "false"
      case .null, .real: break
      }
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return (try? encoder.encode(members)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
  }
}
