import Accounts
import Semantics
import Usage
import Web

/// How far a ceiling is used up.
package struct CeilingStanding: Sendable {
  package let ceiling: Ceiling
  package let limit: Int64
  package let used: Int64
  package let resetsAt: Timestamp

  package enum Level: String, CaseIterable, Sendable {
    case ok, warning, exceeded
  }

  /// At the ceiling is not yet beyond it.
  package var level: Level { used > limit ? .exceeded : exactPercent >= 80 ? .warning : .ok }

  package var exactPercent: Double { Double(used) / Double(limit) * 100 }

  /// The length of a bar: never more than the whole.
  package var percent: Double { min(100, exactPercent) }

  package static func all(of budget: Budget, _ spent: BudgetLedger.Windows, resets: (Ceiling.Window) -> Timestamp) -> [CeilingStanding] {
    Ceiling.allCases.compactMap { ceiling in
      guard let limit = budget.limits[ceiling] else { return nil }
      return CeilingStanding(
        ceiling: ceiling, limit: limit, used: spent[ceiling.window]?[ceiling.axis] ?? 0, resetsAt: resets(ceiling.window))
    }
  }

  func write(to writer: inout JSONWriter, in zone: Zone) {
    writer.object { writer in
      writer.key("limit")
      writer.amount(limit, ceiling.axis)
      writer.key("used")
      writer.amount(used, ceiling.axis)
      writer.member("percent", percent)
      writer.member("exact_percent", exactPercent)
      writer.member("level", level.rawValue)
      writer.member("resets_at", resetsAt.description(in: zone))
    }
  }

  static let schema: Schema = .object([
    "limit": .number, "used": .number, "percent": Schema.number.described("At most 100: the length of a bar."),
    "exact_percent": .number, "level": .oneOf(Level.allCases.map(\.rawValue)), "resets_at": .instant,
  ])

  /// Only the ceilings that the budget has.
  static let listSchema: Schema = .object(
    [
      "daily_requests": schema, "daily_tokens": schema, "daily_cost": schema, "monthly_requests": schema, "monthly_tokens": schema,
      "monthly_cost": schema,
    ], optional: Set(Ceiling.allCases.map(\.rawValue)))
}

extension JSONWriter {
  mutating func amount(_ amount: Int64, _ axis: Ceiling.Axis) {
    switch axis {
    case .cost: number(exactly: NanoUSD(nanos: amount).description)
    case .requests, .tokens: integer(amount)
    }
  }

  mutating func ceilings(_ standings: [CeilingStanding], in zone: Zone) {
    key("ceilings")
    object { writer in
      for standing in standings {
        writer.key(standing.ceiling.rawValue)
        standing.write(to: &writer, in: zone)
      }
    }
  }
}
