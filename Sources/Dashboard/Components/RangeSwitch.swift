import Semantics
import Usage
import Web

/// The choice of the period, and what exactly it means in dates and hours.
struct RangeSwitch {
  let path: String
  let selection: Selection
  let now: Timestamp
  var offersComparison = true

  var html: HTML {
    """
    <nav class="ranges" aria-label="\(FrameTexts.period)">\(FrameTexts.periods.map(link))</nav>\(custom)
    <p class="window"><b>\(Window(interval: interval, zone: selection.zone).html)</b>\
    <span class="zone">\(zoneWords)\(serverZone)<a data-other-than="\(knownZones)" data-words="\(ComponentsTexts.show(in: "{zone}"))" hidden></a></span></p>
    """
  }

  /// Dates of one's own and what to compare with, behind a button.
  private var custom: HTML {
    """
    <details class="custom"><summary class="button quiet"\(" aria-current=\"true\"", if: selection.isCustom)>\(FrameTexts.custom)</summary>\
    <form class="fields" action="\(path)">\(hidden.map { "<input type=\"hidden\" name=\"\($0.0)\" value=\"\($0.1)\">" })\
    <div class="field"><label for="range-from">\(FrameTexts.from)</label><input id="range-from" type="date" name="from" value="\(first)"></div>\
    <div class="field"><label for="range-to">\(FrameTexts.to)</label><input id="range-to" type="date" name="to" value="\(last)"></div>\
    \(comparison, if: offersComparison)<p class="submit"><button type="submit">\(FrameTexts.apply)</button></p></form></details>
    """
  }

  private var comparison: HTML {
    """
    <div class="field"><label for="range-compare">\(FrameTexts.compare)</label><select id="range-compare" name="compare">\
    <option value="previous">\(FrameTexts.comparePrevious)</option>\
    <option value="none"\(" selected", if: !selection.comparesPrevious)>\(FrameTexts.compareNone)</option></select></div>
    """
  }

  private var hidden: [(String, String)] {
    selection.items(without: "compare").filter { !["period", "from", "to"].contains($0.0) }
  }

  /// The days in force, so that the fields begin with what is on the screen.
  private var first: String { interval.from.map { selection.zone.date(of: $0).description } ?? "" }
  private var last: String { interval.to.map { selection.zone.date(of: $0.adding(microseconds: -1)).description } ?? "" }

  private func link(_ name: String, _ title: String) -> HTML {
    let isCurrent = name == selection.periodName
    return "<a href=\"\(selection.during(name).address(path))\"\(" aria-current=\"true\"", if: isCurrent)>\(title)</a>"
  }

  private var interval: Interval { selection.period.resolved(now: now, zone: selection.zone) }

  private var zoneWords: String {
    let zone = selection.zone, offset = zone.offsetWords(at: now)
    return zone.id == offset ? ComponentsTexts.utc : ComponentsTexts.days(in: zone.id, now: offset)
  }

  /// The way back from a zone of one's own.
  private var serverZone: HTML? {
    guard selection.hasOwnZone else { return nil }
    let back = selection.inServerZone()
    return "<a href=\"\(back.address(path))\">\(ComponentsTexts.show(in: back.zone.id))</a>"
  }

  /// Zones that need no link of their own; the script offers the browser's if it is another.
  private var knownZones: String { Set([selection.zone.id, selection.inServerZone().zone.id]).sorted().joined(separator: " ") }
}
