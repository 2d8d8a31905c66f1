import Usage

/// Answers in steps of the wall clock. Where clocks go back, an hour that comes twice is one bucket.
package struct AnswerBucketsQuery: Hashable, Sendable {
  package enum Metric: Hashable, Sendable { case answers, tokens }

  package var range: MessageRange
  package var metric: Metric
  /// Microseconds; a part of a day.
  package var step: Int64
  package var zone: Zone
  /// Answers that are without a time, from before 2020 or from more than a day ahead count as given now.
  package var now: Timestamp
  /// Added to each time, in the unit of the client's number, before it is looked at.
  package var shift: Int64

  package init(_ range: MessageRange, metric: Metric, step: Int64, zone: Zone, now: Timestamp, shift: Int64 = 0) {
    self.range = range
    self.metric = metric
    self.step = step
    self.zone = zone
    self.now = now
    self.shift = shift
  }

  /// 2020-01-01T00:00:00Z.
  package static let earliest = Timestamp(seconds: 1_577_836_800)
  package var latest: Timestamp { now.adding(seconds: 86_400) }
}

/// Answers of models in steps of time. There may be a hundred thousand buckets, so models are named in one place.
package struct AnswerSeries: Hashable, Sendable {
  /// In the order of their bytes.
  package let models: [String]
  /// In the order of time and models.
  package let buckets: [AnswerBucket]

  /// - Parameters:
  ///   - models: in any order, each once.
  ///   - buckets: in the order of time, and of the bytes of the models' names.
  package init(models: [String] = [], _ buckets: [AnswerBucket] = []) {
    let order = models.indices.sorted { models[$0].utf8.lexicographicallyPrecedes(models[$1].utf8) }
    var places = Array(models.indices)
    for (place, model) in order.enumerated() { places[model] = place }
    self.models = order.map { models[$0] }
    self.buckets = buckets.map { AnswerBucket(local: $0.local, model: places[$0.model], value: $0.value) }
  }
}

package struct AnswerBucket: Hashable, Sendable {
  /// Microseconds since 1970 of a clock without zone.
  package var local: Int64
  /// Its place among the models of the series.
  package var model: Int
  package var value: Int64

  package init(local: Int64, model: Int, value: Int64) {
    self.local = local
    self.model = model
    self.value = value
  }
}

/// Thumbs up and down for a model.
package struct VotesQuery: Hashable, Sendable {
  package var scope: ProjectScope
  package var model: String
  package var from: Timestamp
  package var to: Timestamp
  package var zone: Zone

  package init(scope: ProjectScope, model: String, from: Timestamp, to: Timestamp, zone: Zone) {
    self.scope = scope
    self.model = model
    self.from = from
    self.to = to
    self.zone = zone
  }
}

package struct DayVotes: Hashable, Sendable {
  package var date: CivilDate
  package var won: Int64
  package var lost: Int64

  package init(date: CivilDate, won: Int64, lost: Int64) {
    self.date = date
    self.won = won
    self.lost = lost
  }
}
