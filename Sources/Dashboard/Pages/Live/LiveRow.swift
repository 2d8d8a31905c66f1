import Semantics
import Usage
import Web

/// A request in the list. The script makes rows of the same cells.
struct LiveRow: Sendable {
  /// What tells it apart from all others.
  let key: String
  let cells: [DataTable.Cell]

  static let columns: [DataTable.Column] = [
    .init("timestamp", LiveTexts.time), .init("model", LiveTexts.model), .init("provider", LiveTexts.provider),
    .init("operation", LiveTexts.operation), .init("user_id", LiveTexts.user), .init("tokens", LiveTexts.tokens, .tokens),
    .init("cost", LiveTexts.costColumn, .usd), .init("duration_ms", LiveTexts.duration, .milliseconds), .init("status", LiveTexts.status),
  ]

  /// - Parameter names: of users, by id.
  init(_ event: UsageEvent, zone: Zone, names: [String: String] = [:]) {
    key = event.project.text + "/" + event.id.text
    let time = TimeText(event.timestamp, in: zone, form: .second).html
    let status = LiveTexts.word(for: event.status)
    cells = [
      .init(.instant(event.timestamp), html: time), .text(event.model, link: event.model.map(PageLinks.model)), .text(event.provider),
      .text(event.operation.name), Self.person(event.user, names),
      .init(event.tokens.total.map(Value.integer) ?? .null),
      .init(event.cost.amount.map(Value.money) ?? .null, html: event.cost.amount == nil ? Figure.unpriced.html : nil),
      .init(event.durationMicroseconds.map { .real(Double($0) / 1000) } ?? .null),
      .init(.text(status), html: event.status == .failure ? "<span class=\"failed\">\(status)</span>" : nil),
    ]
  }

  /// The id stays the cell's value: it is what the API says too.
  private static func person(_ user: ID<User>?, _ names: [String: String]) -> DataTable.Cell {
    guard let id = user?.text, let name = names[id] else { return .text(user?.text, link: user.map { PageLinks.user($0.text) }) }
    return .init(.text(id), html: "<a href=\"\(url: PageLinks.user(id))\" title=\"\(id)\">\(name)</a>")
  }
}
