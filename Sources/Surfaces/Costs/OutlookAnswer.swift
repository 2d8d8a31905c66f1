import Semantics
import Usage
import Web

/// Projections on the wire.
struct OutlookAnswer {
  let outlook: CostOutlook?
  let zone: Zone

  var json: JSONWriter {
    var json = JSONWriter()
    json.object { json in
      json.key("baseline")
      nullable(&json) { json, outlook in
        json.member("from", outlook.from.description)
        json.member("through", outlook.through.description)
        json.member("days", Int64(outlook.forecast.days))
        json.member("zone", zone.id)
      }
      json.key("daily")
      nullable(&json) { json, outlook in
        json.member("cost", outlook.forecast.dollars)
        json.member("tokens", outlook.forecast.tokens)
      }
      json.key("month")
      nullable(&json, month)
      json.key("projections")
      json.array { list in
        guard let outlook else { return }
        for days in CostOutlook.horizons { list.object { Self.write(days, outlook.forecast, to: &$0) } }
      }
      json.member("unpriced_requests", outlook?.unpriced ?? 0)
    }
    return json
  }

  private func month(_ json: inout JSONWriter, _ outlook: CostOutlook) {
    json.member("ends", outlook.monthEnd.description)
    json.key("spent")
    json.number(exactly: outlook.spent.description)
    json.member("cost", outlook.month.dollars)
    json.member("low", outlook.month.interval?.lowerBound)
    json.member("high", outlook.month.interval?.upperBound)
  }

  private static func write(_ days: Int, _ forecast: CostForecast, to json: inout JSONWriter) {
    json.member("days", Int64(days))
    json.member("cost", forecast.cost(ofDays: days))
    json.member("low", forecast.interval(ofDays: days)?.lowerBound)
    json.member("high", forecast.interval(ofDays: days)?.upperBound)
    json.member("tokens", forecast.tokens(ofDays: days))
  }

  private func nullable(_ json: inout JSONWriter, _ members: (inout JSONWriter, CostOutlook) -> Void) {
    guard let outlook else { return json.null() }
    json.object { members(&$0, outlook) }
  }

  static let schema: Schema = .object([
    "baseline": .object(["from": .date, "through": .date, "days": .integer, "zone": .string]).orNull,
    "daily": .object(["cost": .number, "tokens": .number]).orNull,
    "month": .object(["ends": .date, "spent": .number, "cost": .number, "low": Schema.number.orNull, "high": Schema.number.orNull])
      .orNull,
    "projections": .array(
      of: .object([
        "days": .integer, "cost": .number, "low": Schema.number.orNull, "high": Schema.number.orNull, "tokens": .number,
      ])),
    "unpriced_requests": .integer,
  ])
}
