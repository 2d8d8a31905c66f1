import Accounts
import Semantics
import Usage
import Web

/// All keys, newest first, those that are over at the end.
struct KeyTable {
  let keys: [APIKey]
  let now: Timestamp
  let visit: Visit

  var body: PanelBody {
    let columns: [DataTable.Column] = [
      .init("name", KeysTexts.name), .init("hint", KeysTexts.hint), .init("scope", KeysTexts.scope), .init("project", KeysTexts.project),
      .init("created_at", KeysTexts.created), .init("last_used_at", KeysTexts.lastUsed), .init("expires_at", KeysTexts.expires),
      .init("state", KeysTexts.state),
    ]
    let newest = keys.reversed().filter { $0.isUsable(at: now) } + keys.reversed().filter { !$0.isUsable(at: now) }
    return SortableTable(DataTable(columns, rows: newest.map(row)), caption: KeysTexts.keys, state: visit.table("keys")).body
  }

  private func row(_ key: APIKey) -> [DataTable.Cell] {
    let project: String = if case .only(let project) = key.projects { project.text } else { KeysTexts.allProjects }
    return [
      .text(key.name), .init(.text(key.hint), html: "<code>\(key.hint)…</code>"), .text(key.scope.rawValue), .text(project),
      time(key.createdAt), key.lastUsedAt.map(time) ?? .init(.null, html: "<span class=\"unknown\">\(KeysTexts.never)</span>"),
      key.expiresAt.map(time) ?? .init(.null, html: "<span class=\"unknown\">\(KeysTexts.never)</span>"), state(key),
    ]
  }

  private func time(_ instant: Timestamp) -> DataTable.Cell {
    .init(.instant(instant), html: TimeText(instant, in: visit.selection.zone).html)
  }

  private func state(_ key: APIKey) -> DataTable.Cell {
    if key.revokedAt != nil { return .init(.text(KeysTexts.revoked), html: StateMark(.info, KeysTexts.revoked).html) }
    if !key.isUsable(at: now) { return .init(.text(KeysTexts.expired), html: StateMark(.warning, KeysTexts.expired).html) }
    let isOwn = visit.reader.kind == .key(key.id)
    let form = ActionForm(
      "revoke", submit: KeysTexts.revoke, hidden: [("key", key.id.text)],
      confirmation: (KeysTexts.revoke, isOwn ? KeysTexts.confirmOwn(key.name) : KeysTexts.confirm(key.name)), visit: visit)
    return .init(
      .text(KeysTexts.inUse), html: "\(StateMark(.good, KeysTexts.inUse).html) <div class=\"row-actions\">\(form.html)</div>")
  }
}
