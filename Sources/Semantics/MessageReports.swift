import Usage

/// Figures about what models answered in chats, as Open WebUI counts it: messages with the role `assistant`, each with its model. Ties go
/// by the bytes of names; sums that are beyond 64 bits stay at the largest number.
package protocol MessageReports: Sendable {
  /// The most used first. Answers without a model are in none.
  func answersByModel(_ range: MessageRange, budget: QueryBudget) async throws(QueryFailure) -> [ModelAnswers]
  /// At most `limit`, of all models and of none. Answers without a user are in none.
  func answersByUser(
    _ range: MessageRange, order: UserAnswers.Order, limit: Int, budget: QueryBudget
  ) async throws(QueryFailure) -> [UserAnswers]
  func answerSummary(_ range: MessageRange, budget: QueryBudget) async throws(QueryFailure) -> AnswerSummary
  /// Those with the most tokens first. Answers without a usage are in none.
  func answerTokens(_ range: MessageRange, budget: QueryBudget) async throws(QueryFailure) -> [ModelTokens]
  /// Buckets without answers are left out.
  func answerBuckets(_ query: AnswerBucketsQuery, budget: QueryBudget) async throws(QueryFailure) -> AnswerSeries
  /// Messages of every role that have a user and a time.
  func messages(_ query: MessageListQuery, budget: QueryBudget) async throws(QueryFailure) -> [MessageRecord]
  func modelChats(_ query: ModelChatsQuery, budget: QueryBudget) async throws(QueryFailure) -> ModelChats
  /// The most used tags of the 10,000 chats with messages of a model that changed last: the one that stands in the first chat by id
  /// before its equals.
  func chatTags(of model: String, scope: ProjectScope, limit: Int, budget: QueryBudget) async throws(QueryFailure) -> [NamedCount]
  /// By local date; dates without votes are left out.
  func votes(_ query: VotesQuery, budget: QueryBudget) async throws(QueryFailure) -> [DayVotes]
  /// When each of these users last wrote or was answered.
  func latestMessages(of users: Set<String>, scope: ProjectScope, budget: QueryBudget) async throws(QueryFailure) -> [ID<User>: Timestamp]
}

/// Which messages are meant. Times are compared by the bare numbers that the client wrote: seconds since 1970, or milliseconds where it
/// wrote those.
package struct MessageRange: Hashable, Sendable {
  package var scope: ProjectScope
  /// Both ends count. Messages without a time are in no range but the boundless one.
  package var first: Int64?
  package var last: Int64?
  /// Only messages of those who are members of it, or of a group below it, now.
  package var group: ID<GroupRecord.Name>?

  package init(_ scope: ProjectScope, first: Int64? = nil, last: Int64? = nil, group: ID<GroupRecord.Name>? = nil) {
    self.scope = scope
    self.first = first
    self.last = last
    self.group = group
  }
}

package struct ModelAnswers: Hashable, Sendable {
  package var model: String
  package var count: Int64
  package var users: Int64
  package var chats: Int64

  package init(model: String, count: Int64, users: Int64, chats: Int64) {
    self.model = model
    self.count = count
    self.users = users
    self.chats = chats
  }
}

package struct UserAnswers: Hashable, Sendable {
  package enum Order: Hashable, Sendable {
    case count
    /// Those with as many tokens by their answers.
    case tokens
  }

  package var user: ID<User>
  package var count: Int64
  package var tokens: TokenSums

  package init(user: ID<User>, count: Int64, tokens: TokenSums) {
    self.user = user
    self.count = count
    self.tokens = tokens
  }
}

package struct TokenSums: Hashable, Sendable {
  package var input: Int64
  package var output: Int64

  package init(input: Int64, output: Int64) {
    self.input = input
    self.output = output
  }

  package var total: Int64 { input.addingSaturated(output) }
}

package struct AnswerSummary: Hashable, Sendable {
  /// Only those of a model.
  package var answers: Int64
  package var chats: Int64
  package var models: Int64
  /// All who are unknown count as one.
  package var users: Int64

  package init(answers: Int64, chats: Int64, models: Int64, users: Int64) {
    self.answers = answers
    self.chats = chats
    self.models = models
    self.users = users
  }
}

package struct ModelTokens: Hashable, Sendable {
  package var model: String
  package var count: Int64
  package var tokens: TokenSums

  package init(model: String, count: Int64, tokens: TokenSums) {
    self.model = model
    self.count = count
    self.tokens = tokens
  }
}
