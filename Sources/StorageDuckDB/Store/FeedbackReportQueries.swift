import Semantics
import Storage
import Usage

extension DuckDBStore: FeedbackReports {
  package func feedbackSummary(_ about: ActivityStretch, budget: QueryBudget) async throws(QueryFailure) -> FeedbackSummary {
    let feedback: SQL = "(SELECT *, \(Self.score) AS score FROM feedback WHERE score IS NOT NULL AND \(created(about)))"
    let counts: SQL = "count(*), CAST(coalesce(sum(score), 0) AS BIGINT)"
    let totals = try await report("SELECT \(counts) FROM \(feedback)", budget)
    let chats = try await report(
      """
      SELECT count(DISTINCT coalesce(f.chat_id, m.chat_id)) FROM \(feedback) AS f
      LEFT JOIN message AS m ON m.project = f.project AND m.id = f.message_id
      """, budget)
    let distribution = try await report(
      "SELECT score, count(*) FROM \(feedback) GROUP BY score ORDER BY score", budget)
    let models = try await report("SELECT model, \(counts) FROM \(feedback) WHERE model IS NOT NULL GROUP BY model ORDER BY model", budget)
    let days = try await report(
      """
      SELECT epoch_us(created_at) // 86400000000 AS day, \(counts) FROM \(feedback)
      WHERE created_at IS NOT NULL GROUP BY day ORDER BY day
      """, budget)
    var summary = FeedbackSummary()
    if let row = totals.first { summary.scores = ScoreCount(row[...]) }
    summary.chats = chats.first?.first?.whole ?? 0
    summary.distribution = distribution.map { .init($0[0].whole, $0[1].whole) }
    summary.models = models.map { .init($0[0].string, ScoreCount($0[1...])) }
    summary.days = days.map { .init(CivilDate(daysSinceEpoch: $0[0].whole), ScoreCount($0[1...])) }
    return summary
  }

  package func ratedAnswers(_ query: RatedAnswersQuery, budget: QueryBudget) async throws(QueryFailure) -> RatedAnswers {
    let chosen = selection(query)
    let total = try await report("SELECT count(*) FROM feedback WHERE \(chosen)", budget)
    let page: SQL = """
      SELECT f.*, coalesce(f.chat_id, m.chat_id), m.preview, m.role FROM (
        SELECT * FROM feedback WHERE \(chosen) ORDER BY created_at DESC NULLS LAST, id DESC, project DESC
        LIMIT \(.integer(Int64(query.limit))) OFFSET \(.integer(Int64(query.offset)))) AS f
      LEFT JOIN message AS m ON m.project = f.project AND m.id = f.message_id
      ORDER BY f.created_at DESC NULLS LAST, f.id DESC, f.project DESC
      """
    let answers = try await read(budget) { connection in
      var answers: [RatedAnswers.Answer] = []
      let rows = try connection.query(page.text, page.binds.map(Value.init))
      while let chunk = try rows.next() {
        try Self.append(chunk, to: &answers)
      }
      return answers
    }
    return RatedAnswers(total: total.first?.first?.whole ?? 0, answers: answers)
  }

  private static func append(_ chunk: Chunk, to answers: inout [RatedAnswers.Answer]) throws(DuckDBFailure) {
    var feedback: [FeedbackRecord] = []
    try ActivityTable<FeedbackRecord>().append(chunk, to: &feedback)
    let further = chunk.columns[(2 + FeedbackRecord.fields.count)...]
    for (row, record) in feedback.enumerated() {
      let cells = try further.map { column throws(DuckDBFailure) in try column.text(row) }
      answers.append(RatedAnswers.Answer(feedback: record, chat: cells[0].map { ID($0) }, preview: cells[1], role: cells[2]))
    }
  }

  private func selection(_ query: RatedAnswersQuery) -> SQL {
    var parts = [created(query.about), "\(Self.score) IS NOT NULL"]
    if let minimum = query.minimum { parts.append("\(Self.score) >= \(.integer(minimum))") }
    if let maximum = query.maximum { parts.append("\(Self.score) <= \(.integer(maximum))") }
    if let model = query.model { parts.append("model = \(.text(model))") }
    return "\(parts, separator: " AND ")"
  }

  /// `FeedbackRecord.score`: a cast alone would round 1.5.
  private static let score: SQL = "CASE WHEN regexp_full_match(rating, '[+-]?[0-9]+') THEN TRY_CAST(rating AS BIGINT) END"
}

extension ScoreCount {
  /// Reads two cells.
  fileprivate init(_ row: ArraySlice<Value>) {
    let cells = Array(row)
    self.init(count: cells[0].whole, sum: cells[1].whole)
  }
}
