import Semantics
import Usage

extension MemoryEngine: MessageReports {
  package func answersByModel(_ range: MessageRange, budget: QueryBudget) -> [ModelAnswers] {
    let answers = answers(range).filter { $0.model != nil }
    let models = Dictionary(grouping: answers) { $0.model ?? "" }.map { model, answers in
      let users = Set(answers.compactMap(\.user)), chats = Set(answers.map(\.chat))
      return ModelAnswers(model: model, count: Int64(answers.count), users: Int64(users.count), chats: Int64(chats.count))
    }
    return models.sorted { $0.count == $1.count ? $0.model.bytesPrecede($1.model) : $0.count > $1.count }
  }

  package func answersByUser(_ range: MessageRange, order: UserAnswers.Order, limit: Int, budget: QueryBudget) -> [UserAnswers] {
    let answers = answers(range).filter { $0.user != nil }
    let users = Dictionary(grouping: answers) { $0.user ?? ID("") }
      .map { UserAnswers(user: $0, count: Int64($1.count), tokens: TokenSums($1)) }
    let ranked = users.sorted { left, right in
      if order == .tokens, left.tokens.total != right.tokens.total { return left.tokens.total > right.tokens.total }
      return left.count == right.count ? left.user.text.bytesPrecede(right.user.text) : left.count > right.count
    }
    return Array(ranked.prefix(limit))
  }

  package func answerSummary(_ range: MessageRange, budget: QueryBudget) -> AnswerSummary {
    let answers = answers(range)
    return AnswerSummary(
      answers: Int64(answers.count { $0.model != nil }), chats: Int64(Set(answers.map(\.chat)).count),
      models: Int64(Set(answers.compactMap(\.model)).count), users: Int64(Set(answers.map(\.user)).count))
  }

  package func answerTokens(_ range: MessageRange, budget: QueryBudget) -> [ModelTokens] {
    let answers = answers(range).filter { $0.model != nil && $0.hasUsage }
    let models = Dictionary(grouping: answers) { $0.model ?? "" }
      .map { ModelTokens(model: $0, count: Int64($1.count), tokens: TokenSums($1)) }
    return models.sorted { $0.tokens.total == $1.tokens.total ? $0.model.bytesPrecede($1.model) : $0.tokens.total > $1.tokens.total }
  }

  package func answerBuckets(_ query: AnswerBucketsQuery, budget: QueryBudget) -> AnswerSeries {
    let answers = answers(query.range).filter { $0.model != nil }
    let cells = Dictionary(grouping: answers) { answer in
      let local = query.zone.local(Self.time(of: answer, query))
      return BucketCell(local: local.floorDivided(by: query.step).quotient * query.step, model: answer.model ?? "")
    }
    let models = Set(cells.keys.map(\.model)).sorted { $0.bytesPrecede($1) }
    let buckets = cells.map { cell, answers in
      AnswerBucket(
        local: cell.local, model: models.firstIndex(of: cell.model) ?? 0,
        value: query.metric == .answers ? Int64(answers.count) : TokenSums.all(answers))
    }
    return AnswerSeries(models: models, buckets.sorted { ($0.local, $0.model) < ($1.local, $1.model) })
  }

  private static func time(of answer: MessageRecord, _ query: AnswerBucketsQuery) -> Timestamp {
    guard let created = answer.createdAt else { return query.now }
    let shifted = created.adding(microseconds: query.shift * (answer.isTimedInMilliseconds ? 1000 : 1_000_000))
    return shifted < AnswerBucketsQuery.earliest || shifted > query.latest ? query.now : shifted
  }

  package func votes(_ query: VotesQuery, budget: QueryBudget) async throws(QueryFailure) -> [DayVotes] {
    let feedback = try all(FeedbackRecord.self, ActivityStretch(query.scope, Interval(from: query.from, to: query.to)))
      .filter { $0.model == query.model && $0.vote != nil }
    let days = Dictionary(grouping: feedback) { query.zone.date(of: $0.createdAt ?? query.from) }.map { date, feedback in
      DayVotes(date: date, won: Int64(feedback.count { $0.vote == .won }), lost: Int64(feedback.count { $0.vote == .lost }))
    }
    return days.sorted { $0.date < $1.date }
  }

  private func answers(_ range: MessageRange) -> [MessageRecord] { within(range).filter { $0.role == "assistant" } }
}

private struct BucketCell: Hashable {
  let local: Int64
  let model: String
}

extension TokenSums {
  fileprivate init(_ answers: [MessageRecord]) {
    self.init(input: Self.sum(answers.map(\.inputTokens)), output: Self.sum(answers.map(\.outputTokens)))
  }

  fileprivate static func all(_ answers: [MessageRecord]) -> Int64 { sum(answers.map(\.inputTokens) + answers.map(\.outputTokens)) }

  private static func sum(_ tokens: [Int64?]) -> Int64 {
    Int64(clamping: tokens.reduce(Int128(0)) { $0 + Int128($1 ?? 0) })
  }
}
