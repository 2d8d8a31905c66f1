import Usage

/// What counted ratings add up to.
package struct FeedbackFigures: Hashable, Sendable {
  /// All feedback, with and without a rating.
  package private(set) var total: Int64 = 0
  package private(set) var tally = Tally()
  /// Whole numbers in ascending order, then other words, then feedback without any rating.
  package private(set) var distribution: [Rating] = []
  /// The one with the most feedback first, then by name. Feedback without a model is in none.
  package private(set) var models: [Model] = []
  /// Buckets with feedback.
  package private(set) var buckets: [Timestamp: Tally] = [:]

  /// Whole numbers among the ratings, and thumbs among those.
  package struct Tally: Hashable, Sendable {
    package fileprivate(set) var scores = ScoreCount()
    package fileprivate(set) var won: Int64 = 0
    package fileprivate(set) var lost: Int64 = 0

    /// Of the thumbs; nil where there are none.
    package var wonShare: Double? { won + lost == 0 ? nil : Double(won) / Double(won + lost) }

    fileprivate mutating func add(_ record: FeedbackRecord, _ count: Int64) {
      if let score = record.score {
        scores.count += count
        scores.sum = scores.sum.addingSaturated(score.multipliedSaturated(by: count))
      }
      switch record.vote {
      case .won: won += count
      case .lost: lost += count
      case nil: break
      }
    }
  }

  package struct Rating: Hashable, Sendable {
    package let rating: String?
    package let count: Int64
  }

  package struct Model: Hashable, Sendable {
    package let name: String
    package let total: Int64
    package let tally: Tally
  }

  package init(_ counts: [RatingCount]) {
    var ratings: [String?: Int64] = [:], models: [String: (total: Int64, tally: Tally)] = [:]
    for count in counts {
      var record = FeedbackRecord(id: ID(""), project: ID(""))
      record.rating = count.rating
      total += count.count
      tally.add(record, count.count)
      ratings[count.rating, default: 0] += count.count
      if let bucket = count.bucket { buckets[bucket, default: Tally()].add(record, count.count) }
      guard let model = count.model else { continue }
      models[model, default: (0, Tally())].total += count.count
      models[model, default: (0, Tally())].tally.add(record, count.count)
    }
    distribution = ratings.map { Rating(rating: $0, count: $1) }.sorted { Self.place($0) < Self.place($1) }
    self.models = models.map { Model(name: $0, total: $1.total, tally: $1.tally) }
      .sorted { ($1.total, $0.name) < ($0.total, $1.name) }
  }

  private static func place(_ rating: Rating) -> (Int, Int64, String) {
    guard let text = rating.rating else { return (2, 0, "") }
    return Int64(text).map { (0, $0, text) } ?? (1, 0, text)
  }

  /// Nothing but thumbs: an average of them says nothing that the won share does not.
  package var hasOnlyThumbs: Bool { tally.scores.count > 0 && tally.scores.count == tally.won + tally.lost && tally.lost > 0 }
}

extension Int64 {
  fileprivate func multipliedSaturated(by other: Int64) -> Int64 {
    let (product, overflow) = multipliedReportingOverflow(by: other)
    return overflow ? (self < 0 ? .min : .max) : product
  }
}
