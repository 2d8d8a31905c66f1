import Semantics
import Usage

extension MemoryEngine: FeedbackReports {
  package func feedbackSummary(_ about: ActivityStretch, budget: QueryBudget) async throws(QueryFailure) -> FeedbackSummary {
    let feedback = try all(FeedbackRecord.self, about).filter { $0.score != nil }
    let messages = messageIndex()
    var summary = FeedbackSummary()
    summary.scores = ScoreCount(feedback)
    summary.chats = Int64(Set(feedback.compactMap { $0.chat ?? messages[$0.messageName]?.chat }).count)
    summary.distribution = Dictionary(grouping: feedback.compactMap(\.score), by: \.self)
      .map { .init($0, Int64($1.count)) }.sorted { $0.score < $1.score }
    summary.models = Dictionary(grouping: feedback.filter { $0.model != nil }) { $0.model ?? "" }
      .map { .init($0, ScoreCount($1)) }.sorted { $0.name.bytesPrecede($1.name) }
    let dated = Dictionary(grouping: feedback.filter { $0.time != nil }) { $0.time?.date ?? CivilDate(daysSinceEpoch: 0) }
    summary.days = dated.map { .init($0, ScoreCount($1)) }.sorted { $0.date < $1.date }
    return summary
  }

  package func ratedAnswers(_ query: RatedAnswersQuery, budget: QueryBudget) async throws(QueryFailure) -> RatedAnswers {
    let messages = messageIndex()
    let found = try all(FeedbackRecord.self, query.about).filter { record in
      guard let score = record.score else { return false }
      if let minimum = query.minimum, score < minimum { return false }
      if let maximum = query.maximum, score > maximum { return false }
      return query.model == nil || record.model == query.model
    }
    let page = found.dropFirst(query.offset).prefix(query.limit).map { record in
      let message = messages[record.messageName]
      return RatedAnswers.Answer(
        feedback: record, chat: record.chat ?? message?.chat, preview: message?.preview, role: message?.role)
    }
    return RatedAnswers(total: Int64(found.count), answers: page)
  }

  private func messageIndex() -> [[String]: MessageRecord] {
    Dictionary(kept(MessageRecord.self).map { ([$0.project.text, $0.id.text], $0) }, uniquingKeysWith: { _, last in last })
  }
}

extension FeedbackRecord {
  /// Of the message that it is about, in the index of messages.
  fileprivate var messageName: [String] { [project.text] + (message.map { [$0.text] } ?? []) }
}

extension ScoreCount {
  fileprivate init(_ feedback: [FeedbackRecord]) {
    self.init(count: Int64(feedback.count), sum: feedback.compactMap(\.score).reduce(0, +))
  }
}

extension Timestamp {
  fileprivate var date: CivilDate { CivilDate(daysSinceEpoch: microseconds.floorDivided(by: CivilDate.microsecondsPerDay).quotient) }
}
