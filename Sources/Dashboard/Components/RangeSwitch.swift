import Semantics
import Usage
import Web

/// The choice of the period, and what exactly it means in dates and hours.
struct RangeSwitch {
  let path: String
  let selection: Selection
  let now: Timestamp

  private static let periods = [("7d", "7 days"), ("30d", "30 days"), ("90d", "90 days"), ("month", "This month")]

  var html: HTML {
    """
    <nav class="ranges" aria-label="Period">\(Self.periods.map(link))</nav>
    <p class="window"><b>\(Window(interval: interval, zone: selection.zone).words)</b>\
    <span class="zone">\(zoneWords)\(serverZone)<a data-other-than="\(knownZones)" hidden></a></span></p>
    """
  }

  private func link(_ name: String, _ title: String) -> HTML {
    let isCurrent = name == selection.periodName
    return "<a href=\"\(selection.during(name).address(path))\"\(" aria-current=\"true\"", if: isCurrent)>\(title)</a>"
  }

  private var interval: Interval { selection.period.resolved(now: now, zone: selection.zone) }

  private var zoneWords: String {
    let zone = selection.zone, offset = zone.offsetWords(at: now)
    return zone.id == offset ? "Days in UTC" : "Days in \(zone.id), now \(offset)"
  }

  /// The way back from a zone of one's own.
  private var serverZone: HTML? {
    guard selection.hasOwnZone else { return nil }
    let back = selection.inServerZone()
    return "<a href=\"\(back.address(path))\">Show in \(back.zone.id)</a>"
  }

  /// Zones that need no link of their own; the script offers the browser's if it is another.
  private var knownZones: String { Set([selection.zone.id, selection.inServerZone().zone.id]).sorted().joined(separator: " ") }
}
