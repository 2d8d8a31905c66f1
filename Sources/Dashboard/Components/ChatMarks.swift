import Usage
import Web

/// What sets a chat apart from others.
struct ChatMarks {
  let record: ChatRecord?

  var html: HTML {
    let isArchived = record?.isArchived ?? false, isInternal = record?.isInternal ?? false
    return """
      \(" <span class=\"badge\">\(ChatsTexts.archived)</span>", if: isArchived)\
      \(" <span class=\"badge\">\(ChatsTexts.internal)</span>", if: isInternal)
      """
  }
}
