import Semantics
import Usage

extension MemoryEngine: FeedbackReports {
  package func feedbackSummary(_ about: ActivityStretch, budget: QueryBudget) async throws(QueryFailure) -> FeedbackSummary {
    let feedback = try all(FeedbackRecord.self, about)
    let messages = try messageIndex(about.scope)
    var summary = FeedbackSummary()
    summary.scores = ScoreCount(feedback)
    summary.chats = Int64(Set(feedback.compactMap { $0.chat ?? $0.message.flatMap { messages[[$0.text]]?.chat } }).count)
    summary.distribution = Dictionary(grouping: feedback.compactMap(\.score), by: \.self)
      .map { .init($0, Int64($1.count)) }.sorted { $0.score < $1.score }
    summary.models = Dictionary(grouping: feedback.filter { $0.model != nil }) { $0.model ?? "" }
      .map { .init($0, ScoreCount($1)) }.sorted { $0.name.bytesPrecede($1.name) }
    let dated = Dictionary(grouping: feedback.filter { $0.time != nil }) { $0.time?.date ?? CivilDate(daysSinceEpoch: 0) }
    summary.days = dated.map { .init($0, ScoreCount($1)) }.sorted { $0.date < $1.date }
    return summary
  }

  package func ratedAnswers(_ query: RatedAnswersQuery, budget: QueryBudget) async throws(QueryFailure) -> RatedAnswers {
    let messages = try messageIndex(query.about.scope)
    let found = try all(FeedbackRecord.self, query.about).filter { record in
      if let minimum = query.minimum, record.score.map({ $0 < minimum }) ?? true { return false }
      if let maximum = query.maximum, record.score.map({ $0 > maximum }) ?? true { return false }
      return query.model == nil || record.model == query.model
    }
    let page = found.dropFirst(query.offset).prefix(query.limit).map { record in
      let message = record.message.flatMap { messages[[$0.text]] }
      return RatedAnswers.Answer(
        feedback: record, chat: record.chat ?? message?.chat, preview: message?.preview, role: message?.role)
    }
    return RatedAnswers(total: Int64(found.count), answers: page)
  }
}

extension ScoreCount {
  fileprivate init(_ feedback: [FeedbackRecord]) {
    let scores = feedback.compactMap(\.score)
    self.init(feedback: Int64(feedback.count), rated: Int64(scores.count), sum: scores.reduce(0, +))
  }
}

extension Timestamp {
  fileprivate var date: CivilDate { CivilDate(daysSinceEpoch: microseconds.floorDivided(by: CivilDate.microsecondsPerDay).quotient) }
}
