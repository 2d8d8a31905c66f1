import Semantics
import Usage
import Web

/// Users on the wire.
package struct UsersAnswer: Sendable {
  package let result: QueryResult
  package let rows: [UserRow]
  package let names: [String: String]
  /// The budgets' windows are days of the server, whatever zone the question has.
  package let zone: Zone

  var json: JSONWriter {
    var writer = JSONWriter(reservingCapacity: 256 + rows.count * 200)
    writer.object { writer in
      writer.key("period")
      writer.interval(result.interval, in: result.zone)
      writer.key("rows")
      writer.array { list in for row in rows { write(row, to: &list) } }
      writer.member("truncated", result.isTruncated)
    }
    return writer
  }

  private func write(_ row: UserRow, to list: inout JSONWriter) {
    list.object { writer in
      writer.member("user_id", row.id)
      writer.member("label", row.label(names))
      writer.key("cost")
      writer.money(row.cost)
      writer.member("requests", row.requests)
      writer.member("tokens", row.tokens)
      writer.member("unpriced_requests", row.unpriced)
      writer.member("last_seen", row.lastSeen?.description(in: result.zone))
      writer.key("budget")
      guard let budget = row.budget else { return writer.null() }
      writer.object { writer in
        writer.member("id", budget.id.text)
        writer.ceilings(budget.ceilings, in: zone)
      }
    }
  }

  static let schema: Schema = .object([
    "period": UsageAnswer.period,
    "rows": .array(
      of: .object([
        "user_id": Schema.string.orNull, "label": .string, "cost": Schema.number.orNull, "requests": .integer, "tokens": .integer,
        "unpriced_requests": .integer, "last_seen": Schema.instant.orNull,
        "budget": Schema.object(["id": .string, "ceilings": CeilingStanding.listSchema]).orNull,
      ])), "truncated": .boolean,
  ])
}

extension JSONWriter {
  mutating func interval(_ interval: Interval, in zone: Zone) {
    object { writer in
      writer.member("from", interval.from?.description(in: zone))
      writer.member("to", interval.to?.description(in: zone))
      writer.member("zone", zone.id)
    }
  }

  mutating func money(_ money: NanoUSD?) {
    if let money { number(exactly: money.description) } else { null() }
  }
}
