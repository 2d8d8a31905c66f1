import Usage

/// Questions about requests that are no sums over groups of them.
package protocol RequestReports: Sendable {
  /// How many users made their first request ever on each UTC date of a stretch; dates without any are left out.
  func newUsers(
    from first: CivilDate, through last: CivilDate, scope: ProjectScope, budget: QueryBudget
  ) async throws(QueryFailure) -> [CivilDate: Int64]

  func chatStatistics(scope: ProjectScope, budget: QueryBudget) async throws(QueryFailure) -> ChatStatistics
}

/// All chats in which requests were made, from the first request of each to its last.
package struct ChatStatistics: Hashable, Sendable {
  package var chats: Int64
  package var requests: Int64
  /// Chats with requests at two times or more.
  package var lasting: Int64
  /// How long those lasted together. Real, because a few hundred thousand such chats are beyond 64 bits.
  package var microseconds: Double

  package init(chats: Int64, requests: Int64, lasting: Int64, microseconds: Double) {
    self.chats = chats
    self.requests = requests
    self.lasting = lasting
    self.microseconds = microseconds
  }
}
