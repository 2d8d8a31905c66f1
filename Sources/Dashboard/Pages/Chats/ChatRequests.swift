import Semantics
import Usage
import Web

/// The requests of a chat, the first one first.
struct ChatRequests: Sendable {
  let visit: Visit

  var panel: Panel {
    let source = Panel.Source(
      Address("/v1/requests", [("chat_id", visit.segment("chat")), ("limit", String(RecordQuery.maximumLimit))]).text)
    return Panel("requests", ChatTexts.requests, sources: [source]) {
      let query = try RecordQuery(
        scope: visit.reader.projects, where: .equals(.by(.chat), visit.segment("chat")), limit: RecordQuery.maximumLimit, now: visit.now)
      let page = try await visit.ports.records.records(query, budget: visit.inquiry.budget)
      guard !page.events.isEmpty else {
        let all = [(title: ChatTexts.allChats, address: visit.selection.address("/chats"))]
        return PanelBody(EmptyState(title: ChatTexts.noRequests, advice: ChatTexts.noRequestsAdvice, actions: all).html)
      }
      let table = RequestTable(visit: visit, events: page.events.reversed().map(\.event)).table
      let body = SortableTable(table, caption: ChatTexts.requests, state: visit.table("requests")).body
      let note: HTML? = page.next == nil ? nil : "<p class=\"note\">\(ChatTexts.lastRequests(page.events.count))</p>"
      return PanelBody("\(note)\(body.html)", table: body.table)
    }
  }
}
