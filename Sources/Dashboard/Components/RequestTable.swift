import Semantics
import Usage
import Web

/// Requests as rows: when, which model, what it took and how it ended.
struct RequestTable {
  let visit: Visit
  let events: [UsageEvent]

  var table: DataTable {
    DataTable(
      [
        .init("time", ChatTexts.time), .init("model", ChatTexts.model), .init("input_tokens", ChatTexts.input, .tokens),
        .init("output_tokens", ChatTexts.output, .tokens), .init("cost", ChatTexts.cost, .usd),
        .init("duration_ms", ChatTexts.duration, .milliseconds), .init("status", ChatTexts.status),
      ], rows: events.map(cells))
  }

  private func cells(_ event: UsageEvent) -> [DataTable.Cell] {
    [
      .init(.instant(event.timestamp), html: TimeText(event.timestamp, in: visit.selection.zone).html),
      .text(event.model, link: event.model.map { visit.selection.address(PageLinks.model($0)) }),
      .init(event.tokens.input.map(Value.integer) ?? .null), .init(event.tokens.output.map(Value.integer) ?? .null),
      .init(event.cost.amount.map(Value.money) ?? .null, html: event.cost.amount == nil ? Figure.unpriced.html : nil),
      .init(event.durationMicroseconds.map { .real(Double($0) / 1000) } ?? .null), status(event),
    ]
  }

  private func status(_ event: UsageEvent) -> DataTable.Cell {
    let reason = [event.errorType, event.errorMessage].compactMap(\.self).joined(separator: ": ")
    let words = event.status.rawValue + (reason.isEmpty ? "" : ": " + reason)
    guard event.status != .success else { return .init(.text(words)) }
    return .init(.text(words), html: "<span class=\"badge bad\">\(event.status.rawValue)</span> <span class=\"reason\">\(reason)</span>")
  }
}
