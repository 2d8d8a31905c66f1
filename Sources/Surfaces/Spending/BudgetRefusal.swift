import Accounts
import Hummingbird
import Semantics
import Usage
import Web

/// The ceiling that a call would pass.
struct BudgetRefusal {
  let budget: Budget
  let standing: CeilingStanding
  let planned: Spending

  /// "daily_requests"; a configuration's begin with "configuration_".
  var name: String { (budget.owner.kind == .configuration ? "configuration_" : "") + standing.ceiling.rawValue }

  var reason: String {
    let axis = standing.ceiling.axis
    let of = budget.owner.kind == .configuration ? " of the configuration" : ""
    return "AI budget exhausted: \(axis.rawValue) per \(standing.ceiling.window.rawValue)\(of) is at "
      + "\(Self.text(standing.used, axis)) of \(Self.text(standing.limit, axis))"
  }

  /// Whole numbers without decimals, others with two.
  private static func text(_ amount: Int64, _ axis: Ceiling.Axis) -> String {
    guard axis == .cost else { return String(amount) }
    return amount % NanoUSD.nanosPerDollar == 0 ? String(amount / NanoUSD.nanosPerDollar) : NanoUSD(nanos: amount).cents
  }

  static func response(_ refusal: BudgetRefusal?, _ zone: Zone) -> Response {
    var writer = JSONWriter()
    writer.object { writer in
      writer.member("allowed", refusal == nil)
      writer.key("ceiling")
      if let refusal { refusal.write(to: &writer, zone) } else { writer.null() }
    }
    return .json(writer)
  }

  private func write(to writer: inout JSONWriter, _ zone: Zone) {
    let axis = standing.ceiling.axis
    writer.object { writer in
      writer.member("name", name)
      writer.member("budget_id", budget.id.text)
      writer.key("limit")
      writer.amount(standing.limit, axis)
      writer.key("used")
      writer.amount(standing.used, axis)
      writer.key("planned")
      writer.amount(planned[axis], axis)
      writer.member("resets_at", standing.resetsAt.description(in: zone))
      writer.member("reason", reason)
    }
  }

  static let schema: Schema = .object([
    "allowed": .boolean,
    "ceiling": Schema.object([
      "name": .string, "budget_id": .string, "limit": .number, "used": .number, "planned": .number, "resets_at": .instant,
      "reason": .string,
    ]).orNull,
  ])
}
