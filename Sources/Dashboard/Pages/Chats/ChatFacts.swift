import Semantics
import Usage
import Web

/// What was told about a chat, and who took part.
struct ChatFacts: Sendable {
  let visit: Visit
  let selection: Selection

  private static let usersShown = 20

  static func records(_ visit: Visit) async throws -> [ChatRecord] {
    let query = ActivityQuery<ChatRecord>(scope: visit.reader.projects, ids: [visit.segment("chat")], arrangement: .byID, limit: 10)
    return try await visit.ports.activity.activity(query, budget: visit.inquiry.budget).records
  }

  private var question: Question {
    Question(shape: .breakdown(.user, limit: Self.usersShown), metrics: [.requests], selection: selection)
  }

  var panel: Panel {
    let sources = [Panel.Source(Address("/v1/chats", [("search", visit.segment("chat"))]).text), question.source]
    return Panel("about", ChatTexts.about, sources: sources) {
      let records = try await Self.records(visit)
      let users = try await visit.inquiry.result(question).answerRows.compactMap { $0[.by(.user)].word }
      let people = users.isEmpty ? records.compactMap(\.user?.text) : users
      let names = try await visit.ports.names.names(of: people, in: visit.reader.projects)
      let note: HTML? = records.isEmpty ? "<p class=\"note\">\(ChatTexts.unknown)</p>" : nil
      return PanelBody("\(DescriptionList(items: items(records.first, people, names)).html)\(note)")
    }
  }

  private func items(_ record: ChatRecord?, _ people: [String], _ names: [String: String]) -> [(title: String, content: HTML)] {
    var items: [(title: String, content: HTML)] = [(ChatTexts.id, "\(visit.segment("chat"))")]
    if !people.isEmpty {
      let links = people.enumerated().map { index, id -> HTML in
        "\(", ", if: index > 0)<a href=\"\(visit.selection.address(user: id))\">\(names[id] ?? id)</a>"
      }
      items.append((ChatTexts.users, "\(links)"))
    }
    guard let record else { return items }
    items.append((ChatTexts.project, "\(record.project.text)"))
    if let created = record.createdAt { items.append((ChatTexts.created, TimeText(created, in: visit.selection.zone).html)) }
    if !record.tags.isEmpty { items.append((ChatTexts.tags, "\(record.tags.joined(separator: ", "))")) }
    if record.isArchived || record.isInternal { items.append((ChatTexts.marks, ChatMarks(record: record).html)) }
    return items
  }
}
