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
  var answers = AnswerSeries()
  var previous = AnswerSeries()
  var comparison: DailyComparison?

  init(step: OpenWebUIStep, zone: Zone, now: Timestamp, first: Int64?, last: Int64?) {
    (self.step, self.zone, self.now, self.first, self.last) = (step, zone, now, first, last)
  }

  var json: JSONWriter {
    var current = Walk(answers), before = Walk(previous), labels = StepLabels(step)
    var json = JSONWriter(reservingCapacity: 256 + 32 * answers.buckets.count)
    json.object { json in
      json.key("data")
      json.array { list in
        func write(_ local: Int64) {
          before.skip(to: local)
          list.object { json in
            json.member("date", labels[local])
            current.write(local, to: &json)
            writeComparison(local, &before, to: &json)
          }
        }
        for local in filled {
          while let early = current.next, early < local { write(early) }
          write(local)
        }
        while let late = current.next { write(late) }
      }
    }
    return json
  }

  private var filled: StrideThrough<Int64> {
    let width = step.microseconds
    guard let first, let last else { return stride(from: 1, through: 0, by: Int(width)) }
    let start = zone.local(normalised(first)).floorDivided(by: width).quotient * width
    return stride(from: start, through: zone.local(normalised(last)), by: Int(width))
  }

  private func writeComparison(_ local: Int64, _ before: inout Walk, to json: inout JSONWriter) {
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
      before.write(local, to: &json)
      json.member("start", Self.text(start - length))
      json.member("end", Self.text(end - length))
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

extension DailySeries {
  /// Goes through the buckets of a series once.
  private struct Walk {
    private let buckets: [AnswerBucket]
    private let keys: [JSONKey]
    private var place = 0

    init(_ series: AnswerSeries) {
      buckets = series.buckets
      keys = series.models.map { JSONKey($0) }
    }

    /// The time of the next bucket.
    var next: Int64? { place < buckets.count ? buckets[place].local : nil }

    mutating func skip(to local: Int64) {
      while let next, next < local { place += 1 }
    }

    /// The models of one step, which is the next one or has none.
    mutating func write(_ local: Int64, to json: inout JSONWriter) {
      json.key("models")
      json.object { json in
        while next == local {
          json.member(keys[buckets[place].model], buckets[place].value)
          place += 1
        }
      }
    }
  }
}
