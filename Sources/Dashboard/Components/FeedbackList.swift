import Semantics
import Usage
import Web

/// Feedback itself, newest first: of everybody or of one user.
struct FeedbackList: Sendable {
  let visit: Visit
  let panelName: String
  let title: String
  let conditions: [Condition]
  /// On the page of a user: theirs alone, without the user's name in every row.
  var isOfOne = false

  private var pageSize: Int { isOfOne ? 10 : 50 }
  private var state: TableState { visit.table(panelName) }
  private var cursor: String? { visit.parameters[panelName + ".cursor"] }
  private var rating: String? { isOfOne ? nil : visit.parameters[panelName + ".by"].map { String($0.prefix(100)) } }
  private var words: String? { !isOfOne && !state.search.isEmpty ? state.search : nil }

  private var question: FeedbackQuestion { FeedbackQuestion(visit: visit, conditions: conditions, rating: rating, search: words) }

  var panel: Panel {
    Panel(panelName, title, sources: [question.listSource(limit: pageSize, cursor: cursor)]) {
      let after = cursor.flatMap { ActivityQuery<FeedbackRecord>.Cursor($0) }
      let page = try await visit.ports.activity.activity(
        question.query(limit: pageSize, after: after), budget: visit.inquiry.budget)
      guard !page.records.isEmpty else { return PanelBody("\(tools)\(nothing)") }
      let names = try await visit.ports.names.names(
        of: Set(page.records.compactMap(\.user?.text)).sorted(), in: visit.reader.projects)
      let titles = try await titles(of: page.records)
      let table = DataTable(columns, rows: page.records.map { cells($0, names, titles) }).without(isOfOne ? "user" : nil)
      let pager = CursorPager(list: title, isFirst: after == nil, next: page.next?.description, state: state).html
      let list = ListTable(table: table, caption: title, state: state, sortable: [])
      return PanelBody("\(tools)\(list.html)\(pager)", table: table)
    }
  }

  private var tools: HTML? {
    guard !isOfOne else { return nil }
    let chip: HTML? = rating.map { rating in
      let address = visit.selection.setting(panelName + ".by", nil).address(visit.path) + "#" + panelName
      let value: HTML = rating.isEmpty ? "<i>\(FeedbackTexts.none)</i>" : "<b>\(rating)</b>"
      return """
        <ul class="chips"><li class="chip"><span>\(FeedbackTexts.rated) \(value)</span>\
        <a href="\(address)" aria-label="\(FeedbackTexts.rated): \(FeedbackTexts.every)">×</a></li></ul>
        """
    }
    return "\(SearchBox(label: FeedbackTexts.find, state: state).html)\(chip)"
  }

  private var nothing: HTML {
    let isNarrowed = words != nil || rating != nil
    return NoUsage(
      visit: visit, title: isNarrowed ? FeedbackTexts.nothingFound : FeedbackTexts.nothing,
      advice: isNarrowed ? FeedbackTexts.nothingFoundAdvice : FeedbackTexts.nothingAdvice, search: state
    ).body.html
  }
}

extension FeedbackList {
  private var columns: [DataTable.Column] {
    [
      .init("time", FeedbackTexts.time), .init("rating", FeedbackTexts.rating), .init("model", FeedbackTexts.model),
      .init("user", FeedbackTexts.user), .init("chat", FeedbackTexts.chat), .init("comment", FeedbackTexts.said),
    ]
  }

  private func titles(of records: [FeedbackRecord]) async throws -> [String: String] {
    let chats = Set(records.compactMap(\.chat?.text))
    let query = ActivityQuery<ChatRecord>(scope: visit.reader.projects, ids: chats, arrangement: .byID, limit: pageSize)
    let known = try await visit.ports.activity.activity(query, budget: visit.inquiry.budget).records
    return Dictionary(known.compactMap { chat in chat.title.flatMap { $0.isEmpty ? nil : (chat.id.text, $0) } }) { first, _ in first }
  }

  private func cells(_ record: FeedbackRecord, _ names: [String: String], _ titles: [String: String]) -> [DataTable.Cell] {
    let comment = [record.reason, record.comment].compactMap { $0?.isEmpty == true ? nil : $0 }.joined(separator: " – ")
    let selection = visit.selection
    return [
      record.time.map { .init(.instant($0), html: TimeText($0, in: selection.zone).html) } ?? .init(.null), rated(record),
      .text(record.model, link: record.model.map { selection.unfiltered().address(PageLinks.model($0)) }),
      .init(record.user.map { .text($0.text) } ?? .null, html: record.user.map { person($0.text, names) }),
      .init(record.chat.map { .text($0.text) } ?? .null, html: record.chat.map { chat($0.text, titles) }),
      comment.isEmpty ? .init(.null) : .init(.text(comment), html: "<div class=\"said\">\(comment)</div>"),
    ]
  }

  private func person(_ id: String, _ names: [String: String]) -> HTML {
    "<a href=\"\(visit.selection.address(user: id))\">\(names[id] ?? id)</a>"
  }

  private func chat(_ id: String, _ titles: [String: String]) -> HTML {
    "<a href=\"\(visit.selection.address(chat: id))\" title=\"\(id)\">\(titles[id] ?? id)</a>"
  }

  private func rated(_ record: FeedbackRecord) -> DataTable.Cell {
    guard let rating = record.rating else { return .init(.null) }
    switch record.vote {
    case .lost: return .init(.text(rating), html: "<span class=\"badge bad\">\(rating)</span>")
    case .won, nil: return .init(.text(rating))
    }
  }
}
