import Semantics
import Usage
import Web

/// Who a user is: what the directory knows, and when they were first and last seen.
struct UserFacts: Sendable {
  let visit: Visit
  let selection: Selection

  private static let groupLimit = 1000
  private var id: String { visit.segment("user") }
  private var question: Question {
    let ever = visit.selection.unfiltered().during("all").narrowed(to: Condition(.user, id))
    return Question(shape: .summary, metrics: [.requests, .firstSeen, .lastSeen], selection: ever)
  }

  var panel: Panel {
    let sources = [Panel.Source(Address("/v1/directory/users", [("search", id)]).text), question.source]
    return Panel("about", UserTexts.about, sources: sources) {
      let budget = visit.inquiry.budget, scope = visit.reader.projects
      let query = ActivityQuery<UserRecord>(scope: scope, ids: [id], arrangement: .byID, limit: 10)
      let record = try await visit.ports.activity.activity(query, budget: budget).records.first
      let groups = try await visit.ports.activity.activity(
        ActivityQuery<GroupRecord>(scope: scope, arrangement: .byID, limit: Self.groupLimit), budget: budget
      ).records.filter { $0.members.contains(id) }
      let seen = try await visit.inquiry.result(question).answerRows.first
      let note: HTML? = record == nil ? "<p class=\"note\">\(UserTexts.unknown)</p>" : nil
      return PanelBody("\(DescriptionList(items: items(record, groups, seen)).html)\(note)")
    }
  }

  private func items(_ record: UserRecord?, _ groups: [GroupRecord], _ seen: AnswerRow?) -> [(title: String, content: HTML)] {
    let texts: [(String, String?)] = [
      (UserTexts.id, id), (UserTexts.name, record?.name), (UserTexts.email, record?.email), (UserTexts.role, record?.role),
      (UserTexts.tier, record?.tier),
      (UserTexts.groups, groups.isEmpty ? nil : groups.map { $0.name ?? $0.id.text }.joined(separator: ", ")),
    ]
    let times: [(String, Timestamp?)] = [
      (UserTexts.registered, record?.registeredAt), (UserTexts.firstSeen, seen.flatMap { instant($0[.firstSeen]) }),
      (UserTexts.lastSeen, seen.flatMap { instant($0[.lastSeen]) }),
    ]
    return texts.compactMap { title, text in text.map { (title, "\($0)") } }
      + times.compactMap { title, time in time.map { (title, TimeText($0, in: visit.selection.zone).html) } }
  }

  private func instant(_ value: Value) -> Timestamp? { if case .instant(let instant) = value { instant } else { nil } }
}
