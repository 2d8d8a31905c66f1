import Usage

/// Figures about chats, what was said in them and by how many. Whatever names a chat or a user tells of it: requests, messages, the
/// chat's own record, and of users the runs of agents too. The user `anonymous` is nobody.
package protocol ChatReports: Sendable {
  /// A chat is created when it is first heard of, and active if it was heard of at `activeSince` or later.
  func chatDays(
    _ days: CalendarDays, activeSince: Timestamp, scope: ProjectScope, budget: QueryBudget
  ) async throws(QueryFailure) -> ChatDays

  func activeChats(since: Timestamp, scope: ProjectScope, budget: QueryBudget) async throws(QueryFailure) -> Int64

  /// Messages of people and models; those of systems and tools are not counted.
  func messageDays(_ days: CalendarDays, scope: ProjectScope, budget: QueryBudget) async throws(QueryFailure) -> DayCounts

  /// Distinct users by day.
  func userDays(_ days: CalendarDays, scope: ProjectScope, budget: QueryBudget) async throws(QueryFailure) -> [CivilDate: Int64]

  func activeUsers(_ days: CalendarDays, scope: ProjectScope, budget: QueryBudget) async throws(QueryFailure) -> ActiveUsers
}

package struct ChatDays: Hashable, Sendable {
  package var created: DayCounts
  package var active: Int64

  package init(created: DayCounts = DayCounts(), active: Int64 = 0) {
    self.created = created
    self.active = active
  }
}

package struct ActiveUsers: Hashable, Sendable {
  /// On any of the days.
  package var all: Int64
  package var onLastDay: Int64

  package init(all: Int64 = 0, onLastDay: Int64 = 0) {
    self.all = all
    self.onLastDay = onLastDay
  }
}

extension MessageRecord {
  /// The words that clients have for people and for models.
  package static let spokenRoles = ["user", "human", "assistant", "ai", "model"]
}

extension ID<User> {
  /// What clients call whoever did not sign in.
  package static let anonymous = ID<User>("anonymous")
}
