import Semantics
import Usage
import Web

/// Feedback as the original's export has it: its client refuses a whole list for one entry without a user, a type or a time. A rating is a
/// number there, so one that is none is null.
struct OpenWebUIFeedbackAnswer {
  private let feedback: FeedbackRecord

  init(_ feedback: FeedbackRecord) { self.feedback = feedback }

  func write(to list: inout JSONWriter) {
    list.object { json in
      json.member("id", feedback.id.text)
      json.member("user_id", feedback.user?.text ?? "")
      json.member("version", Int64(0))
      json.member("type", feedback.type ?? "rating")
      json.key("data")
      json.object { json in
        json.key("rating")
        if let score = feedback.score {
          json.integer(score)
        } else if let number = feedback.rating.flatMap(Double.init), number.isFinite {
          json.number(number)
        } else {
          json.null()
        }
        json.member("model_id", feedback.model)
        json.member("reason", feedback.reason)
        json.member("comment", feedback.comment)
      }
      json.key("meta")
      json.object { json in
        json.member("chat_id", feedback.chat?.text)
        json.member("message_id", feedback.message?.text)
      }
      json.key("snapshot")
      json.null()
      json.member("created_at", feedback.createdAt?.wholeSeconds ?? 0)
      json.member("updated_at", (feedback.updatedAt ?? feedback.createdAt)?.wholeSeconds ?? 0)
    }
  }
}
