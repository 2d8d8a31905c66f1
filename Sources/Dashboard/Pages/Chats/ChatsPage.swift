import Semantics
import Usage
import Web

/// What was talked about where: chats with what they used.
struct ChatsPage: Page {
  let path = "/chats"
  let title = ChatsTexts.title
  let place = NavigationPlace.chats

  private static let tiles: [(label: String, metric: Metric)] = [
    (ChatsTexts.chats, .chats), (ChatsTexts.requests, .requests), (ChatsTexts.tokens, .totalTokens), (ChatsTexts.cost, .cost),
    (ChatsTexts.activeUsers, .users),
  ]

  func panels(_ visit: Visit) async -> [Panel] {
    [
      UsageTiles(visit: visit, panelName: "summary", title: ChatsTexts.summary, tiles: Self.tiles, selection: visit.selection).panel,
      ChatTable(visit: visit, panelName: "chats", title: ChatsTexts.list, selection: visit.selection).panel,
    ]
  }
}
