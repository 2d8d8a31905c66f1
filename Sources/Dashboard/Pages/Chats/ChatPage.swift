import Semantics
import Usage
import Web

/// One chat: what is known of it, and its requests in order.
struct ChatPage: Page {
  let path = "/chats/{chat}"
  let title = ChatTexts.title
  let place = NavigationPlace.chats
  let isListed = false
  /// A chat is shown from its beginning to its end.
  let controls = PageControls.none

  private static let tiles: [(label: String, metric: Metric)] = [
    (ChatsTexts.requests, .requests), (ChatsTexts.tokens, .totalTokens), (ChatsTexts.cost, .cost), (ChatsTexts.activeUsers, .users),
  ]

  func heading(_ visit: Visit) async -> String {
    let title = try? await ChatFacts.records(visit).first { $0.title?.isEmpty == false }?.title
    return title ?? visit.segment("chat")
  }

  func panels(_ visit: Visit) async -> [Panel] {
    let all = visit.selection.unfiltered().during("all").narrowed(to: Condition(.chat, visit.segment("chat")))
    return [
      ChatFacts(visit: visit, selection: all).panel,
      UsageTiles(visit: visit, panelName: "summary", title: ChatsTexts.summary, tiles: Self.tiles, selection: all).panel,
      ChatRequests(visit: visit).panel, ChatMessages(visit: visit).panel,
    ]
  }
}
