import Accounts
import Usage

/// One reader's look at one page.
struct Visit: Sendable {
  let selection: Selection
  let reader: Principal
  let inquiry: Inquiry
  let now: Timestamp
  let server: ServerAddress
  let hasCharts: Bool
}
