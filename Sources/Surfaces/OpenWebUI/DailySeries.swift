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
  /// In the order of their times, as those before.
  var buckets: [AnswerBucket] = []
  var previous: [AnswerBucket] = []
  var comparison: DailyComparison?

  init(step: OpenWebUIStep, zone: Zone, now: Timestamp, first: Int64?, last: Int64?) {
    (self.step, self.zone, self.now, self.first, self.last) = (step, zone, now, first, last)
  }

  var json: JSONWriter {
    var current = buckets[...], before = previous[...], labels = StepLabels(step)
    var json = JSONWriter(reservingCapacity: 256 + 32 * buckets.count)
    json.object { json in
      json.key("data")
      json.array { list in
        func write(_ local: Int64) {
          Self.skip(to: local, in: &before)
          let (models, earlier) = (Self.take(local, from: &current), Self.take(local, from: &before))
          list.object { self.write(local, labels[local], models, earlier, to: &$0) }
        }
        for local in filled {
          while let early = current.first?.local, early < local { write(early) }
          write(local)
        }
        while let late = current.first?.local { write(late) }
      }
    }
    return json
  }

  private static func take(_ local: Int64, from buckets: inout ArraySlice<AnswerBucket>) -> ArraySlice<AnswerBucket> {
    let found = buckets.prefix { $0.local == local }
    buckets.removeFirst(found.count)
    return found
  }

  private static func skip(to local: Int64, in buckets: inout ArraySlice<AnswerBucket>) {
    buckets.removeFirst(buckets.prefix { $0.local < local }.count)
  }

  private var filled: StrideThrough<Int64> {
    let width = step.microseconds
    guard let first, let last else { return stride(from: 1, through: 0, by: Int(width)) }
    let start = zone.local(normalised(first)).floorDivided(by: width).quotient * width
    return stride(from: start, through: zone.local(normalised(last)), by: Int(width))
  }

  private func write(
    _ local: Int64, _ label: String, _ models: ArraySlice<AnswerBucket>, _ before: ArraySlice<AnswerBucket>, to json: inout JSONWriter
  ) {
    json.member("date", label)
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

  private static func write(_ models: ArraySlice<AnswerBucket>, to json: inout JSONWriter) {
    json.key("models")
    json.object { json in
      for bucket in models {
        json.key(bucket.model)
        json.integer(bucket.value)
      }
    }
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
