import Semantics
import Usage

/// The period as long before another one. Its answers are moved ahead by its length, so that they fall into the other's steps.
struct DailyComparison {
  let start: Int64
  let end: Int64
  /// In the unit of the dates. Periods longer than all of time as records have it are as long as that.
  let length: Int64

  private static let longest: Int64 = 300_000_000_000

  /// - Parameter start: not after the end, which counts too.
  init(start: Int64, end: Int64) {
    self.start = start
    self.end = end
    let (length, overflow) = end.subtractingReportingOverflow(start)
    self.length = overflow ? Self.longest : min(length, Self.longest - 1) + 1
  }

  func question(_ query: AnswerBucketsQuery) -> AnswerBucketsQuery {
    var question = query
    question.range.first = start.addingSaturated(-length)
    question.range.last = start.addingSaturated(-1)
    question.shift = length
    return question
  }
}
