import Usage

/// A page of messages. Messages timed in milliseconds count as later than all others, as their bare numbers are larger;
/// of one time, what users said comes before what they were told.
package struct MessageListQuery: Hashable, Sendable {
  package enum Subject: Hashable, Sendable {
    /// The oldest first.
    case chats(Set<String>)
    /// The newest first.
    case model(String)
    /// The newest first.
    case user(ID<User>)
  }

  package var subject: Subject
  package var range: MessageRange
  package var limit: Int
  package var offset: Int

  package init(_ subject: Subject, _ range: MessageRange, limit: Int, offset: Int = 0) {
    self.subject = subject
    self.range = range
    self.limit = limit
    self.offset = offset
  }

  package var isAscending: Bool { if case .chats = subject { true } else { false } }
}

/// Chats with messages of a model, of any role. Internal chats, and those that nobody knows a time of, are left out.
package struct ModelChatsQuery: Hashable, Sendable {
  package enum Order: Hashable, Sendable { case updated, title, userName }

  package var model: String
  /// Of the messages.
  package var range: MessageRange
  package var order: Order
  /// Texts that are missing come first in ascending order and last in descending order. Equals go by ascending id.
  package var isAscending: Bool
  package var limit: Int
  package var offset: Int

  package init(model: String, _ range: MessageRange, order: Order, isAscending: Bool, limit: Int, offset: Int) {
    self.model = model
    self.range = range
    self.order = order
    self.isAscending = isAscending
    self.limit = limit
    self.offset = offset
  }
}

package struct ModelChats: Hashable, Sendable {
  /// Whatever the page.
  package var total: Int64
  package var chats: [Chat]

  package struct Chat: Hashable, Sendable {
    package var id: String
    package var user: ID<User>?
    package var userName: String?
    package var title: String?
    /// Else when it was made.
    package var updatedAt: Timestamp

    package init(id: String, user: ID<User>?, userName: String?, title: String?, updatedAt: Timestamp) {
      self.id = id
      self.user = user
      self.userName = userName
      self.title = title
      self.updatedAt = updatedAt
    }
  }

  package init(total: Int64, chats: [Chat]) {
    self.total = total
    self.chats = chats
  }
}
