import Semantics
import Usage

/// The chats that a model was used in last, with what is known of them.
struct ModelChatList: Sendable {
  let subject: Subject

  static let limit = 200

  var question: Question {
    subject.question(
      .breakdown(.chat, limit: Self.limit + 1), [.lastSeen, .requests, .cost, .totalTokens, .unpricedRequests])
  }

  func rows() async throws -> [AnswerRow] {
    Array(try await subject.visit.inquiry.result(question).answerRows.filter { $0[.by(.chat)] != .null }.prefix(Self.limit))
  }

  /// By their ids; of two projects' chats with one id, the one that comes first.
  func records(_ rows: [AnswerRow]) async throws -> [String: ChatRecord] {
    let ids = Set(rows.compactMap { $0[.by(.chat)].word })
    guard !ids.isEmpty else { return [:] }
    let query = ActivityQuery<ChatRecord>(scope: subject.visit.reader.projects, ids: ids, arrangement: .byID, limit: Self.limit * 2)
    let page = try await subject.visit.ports.activity.activity(query, budget: subject.visit.inquiry.budget)
    return Dictionary(page.records.map { ($0.id.text, $0) }, uniquingKeysWith: { first, _ in first })
  }
}
