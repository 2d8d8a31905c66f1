import Semantics
import Testing
import Usage

@Suite struct FeedbackFiguresTests {
  private static let monday = Timestamp(seconds: 1_772_409_600)

  private static let stars = FeedbackFigures([
    RatingCount(bucket: monday, model: "b", rating: "5", count: 3), RatingCount(bucket: monday, model: "a", rating: "1", count: 1),
    RatingCount(bucket: nil, model: nil, rating: "10", count: 1), RatingCount(bucket: nil, model: "b", rating: "good", count: 2),
    RatingCount(bucket: nil, model: "a", rating: nil, count: 4),
  ])

  @Test func `words and silence count as feedback, whole numbers as ratings`() {
    #expect(Self.stars.total == 11)
    #expect(Self.stars.tally.scores == ScoreCount(count: 5, sum: 26))
  }

  @Test func `the distribution is in the order of the numbers, then words, then none`() {
    #expect(Self.stars.distribution.map(\.rating) == ["1", "5", "10", "good", nil])
    #expect(Self.stars.distribution.map(\.count) == [1, 3, 1, 2, 4])
  }

  @Test func `models with as much feedback are in the order of their names`() {
    #expect(Self.stars.models.map(\.name) == ["a", "b"])
    #expect(Self.stars.models.map(\.tally.scores.average) == [1, 5])
  }

  @Test func `each bucket has its own average`() {
    #expect(Self.stars.buckets.mapValues(\.scores.average) == [Self.monday: 4])
  }

  @Test func `thumbs are won and lost, and have a share instead of an average`() {
    let thumbs = FeedbackFigures([
      RatingCount(bucket: nil, model: "a", rating: "1", count: 3), RatingCount(bucket: nil, model: "a", rating: "-1", count: 1),
    ])
    #expect((thumbs.tally.won, thumbs.tally.lost, thumbs.tally.wonShare) == (3, 1, 0.75))
    #expect(thumbs.hasOnlyThumbs && !Self.stars.hasOnlyThumbs)
  }

  @Test func `a sum beyond all numbers stays the largest`() {
    let vast = FeedbackFigures([RatingCount(bucket: nil, model: nil, rating: "9223372036854775807", count: 9)])
    #expect(vast.tally.scores.sum == .max)
  }
}
