import Accounts
import Semantics
import Usage
import Web

/// Who changed what, when, and what it was like before and after.
struct AuditLogPage: Page {
  let path = "/audit"
  let title = AuditTexts.title
  let place = NavigationPlace.audit
  let permission = Permission.administration
  let controls: PageControls = [.period]

  private static let size = 50

  /// What somebody or some job did on a day.
  static func address(who: String, on day: CivilDate) -> String {
    Address("/audit", [("from", day.description), ("to", day.description), ("audit.by", who)]).text
  }

  func panels(_ visit: Visit) async -> [Panel] {
    let wish = AuditWish(visit)
    return [
      Panel("audit", AuditTexts.list, sources: [wish.source(limit: Self.size)]) {
        let page = try await visit.ports.administration.audit.audit(wish.query(limit: Self.size))
        return AuditTable(page: page, wish: wish, visit: visit).body
      }
    ]
  }
}
