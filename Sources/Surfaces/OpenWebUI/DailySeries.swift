import Semantics
import Usage
import Web

/// The answer to a question about steps of time: those with answers, and where both dates were given, those between without any.
struct DailySeries {
  let step: OpenWebUIStep
  let zone: Zone
  let now: Timestamp
  /// The dates as they count.
  let first: Int64?
  let last: Int64?
  var buckets: [AnswerBucket] = []
  var previous: [AnswerBucket] = []
  var comparison: DailyComparison?

  init(step: OpenWebUIStep, zone: Zone, now: Timestamp, first: Int64?, last: Int64?) {
    (self.step, self.zone, self.now, self.first, self.last) = (step, zone, now, first, last)
  }

  var json: JSONWriter {
    let current = Dictionary(grouping: buckets, by: \.local), before = Dictionary(grouping: previous, by: \.local)
    var json = JSONWriter(reservingCapacity: 64 * 1024)
    json.object { json in
      json.key("data")
      json.array { list in
        for local in Set(current.keys).union(filled).sorted() {
          list.object { write(local, current[local] ?? [], before[local] ?? [], to: &$0) }
        }
      }
    }
    return json
  }

  private var filled: [Int64] {
    guard let first, let last else { return [] }
    let width = step.microseconds
    let start = zone.local(normalised(first)).floorDivided(by: width).quotient * width
    let end = zone.local(normalised(last))
    return start <= end ? Array(stride(from: start, through: end, by: Int(width))) : []
  }

  private func write(_ local: Int64, _ models: [AnswerBucket], _ before: [AnswerBucket], to json: inout JSONWriter) {
    json.member("date", label(local))
    Self.write(models, to: &json)
    guard let comparison else {
      for name in ["start", "end", "previous"] {
        json.key(name)
        json.null()
      }
      return
    }
    let length = Self.instant(comparison.length, like: comparison.start).microseconds
    let start = max(self.local(comparison.start), local)
    let end = min(self.local(comparison.end.addingSaturated(1)), local + step.microseconds)
    json.member("start", Self.text(start))
    json.member("end", Self.text(end))
    json.key("previous")
    json.object { json in
      Self.write(before, to: &json)
      json.member("start", Self.text(start - length))
      json.member("end", Self.text(end - length))
    }
  }

  private static func write(_ models: [AnswerBucket], to json: inout JSONWriter) {
    json.key("models")
    json.object { json in for bucket in models { json.member(bucket.model, bucket.value) } }
  }

  /// "2026-11-04", or "2026-11-04 02:00" where steps are shorter than a day.
  private func label(_ local: Int64) -> String {
    let text = Timestamp(microseconds: local).description
    return step == .daily ? String(text.prefix(10)) : text.prefix(10) + " " + text.dropFirst(11).prefix(5)
  }

  /// A reading of the wall clock, without a zone.
  private static func text(_ local: Int64) -> String { String(Timestamp(microseconds: local).description.dropLast()) }

  private func local(_ date: Int64) -> Int64 { zone.local(Self.instant(date, like: date)) }

  /// Dates that no answer can have stand for now.
  private func normalised(_ date: Int64) -> Timestamp {
    let instant = Self.instant(date, like: date)
    return instant < AnswerBucketsQuery.earliest || instant > now.adding(seconds: 86_400) ? now : instant
  }

  /// Numbers beyond ten billion are milliseconds. Kept within the years that have four digits.
  private static func instant(_ number: Int64, like date: Int64) -> Timestamp {
    let unit: Int64 = date > 10_000_000_000 ? 1000 : 1_000_000
    let (years1, years9999) = (Int64(-62_135_596_800_000_000), Int64(253_402_300_799_000_000))
    return Timestamp(microseconds: min(max(number, years1 / unit), years9999 / unit) * unit)
  }
}
