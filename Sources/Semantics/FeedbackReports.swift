import Usage

/// Figures about feedback on a scale of whole numbers. Feedback without such a rating is left out.
package protocol FeedbackReports: Sendable {
  func feedbackSummary(_ about: ActivityStretch, budget: QueryBudget) async throws(QueryFailure) -> FeedbackSummary
  func ratedAnswers(_ query: RatedAnswersQuery, budget: QueryBudget) async throws(QueryFailure) -> RatedAnswers
}

package struct FeedbackSummary: Hashable, Sendable {
  package var scores = ScoreCount()
  package var chats: Int64 = 0
  /// How often each score was given, in ascending order.
  package var distribution: [Score] = []
  /// By name. Feedback without a model is in none.
  package var models: [Model] = []
  /// By UTC date; dates without feedback are left out.
  package var days: [Day] = []

  package struct Score: Hashable, Sendable {
    package var score: Int64
    package var count: Int64

    package init(_ score: Int64, _ count: Int64) {
      self.score = score
      self.count = count
    }
  }

  package struct Model: Hashable, Sendable {
    package var name: String
    package var scores: ScoreCount

    package init(_ name: String, _ scores: ScoreCount) {
      self.name = name
      self.scores = scores
    }
  }

  package struct Day: Hashable, Sendable {
    package var date: CivilDate
    package var scores: ScoreCount

    package init(_ date: CivilDate, _ scores: ScoreCount) {
      self.date = date
      self.scores = scores
    }
  }

  package init() {}
}

/// How many ratings there are, and what they add up to.
package struct ScoreCount: Hashable, Sendable {
  package var count: Int64
  package var sum: Int64

  package init(count: Int64 = 0, sum: Int64 = 0) {
    self.count = count
    self.sum = sum
  }

  /// nil where there are none.
  package var average: Double? { count == 0 ? nil : Double(sum) / Double(count) }
}

/// A page of feedback, the newest first.
package struct RatedAnswersQuery: Hashable, Sendable {
  package var about: ActivityStretch
  /// Both ends count.
  package var minimum: Int64?
  package var maximum: Int64?
  package var model: String?
  package var limit: Int
  package var offset: Int

  package init(_ about: ActivityStretch, minimum: Int64? = nil, maximum: Int64? = nil, model: String? = nil, limit: Int, offset: Int) {
    self.about = about
    self.minimum = minimum
    self.maximum = maximum
    self.model = model
    self.limit = limit
    self.offset = offset
  }
}

package struct RatedAnswers: Hashable, Sendable {
  /// Whatever the page.
  package var total: Int64
  package var answers: [Answer]

  /// Feedback and what is known of the message that it is about.
  package struct Answer: Hashable, Sendable {
    package var feedback: FeedbackRecord
    package var chat: ID<Chat>?
    package var preview: String?
    package var role: String?

    package init(feedback: FeedbackRecord, chat: ID<Chat>?, preview: String?, role: String?) {
      self.feedback = feedback
      self.chat = chat
      self.preview = preview
      self.role = role
    }
  }

  package init(total: Int64, answers: [Answer]) {
    self.total = total
    self.answers = answers
  }
}
