import Semantics
import Usage
import Web

/// What a reader looks at: a period, a zone, a comparison, filters and the arrangement of tables. It lives in the address, so every view
/// can be linked to.
struct Selection: Sendable {
  private(set) var period: Period
  /// "30d"; of dates of one's own "custom".
  private(set) var periodName: String
  /// The dates of a period of one's own, as they stand in the address.
  private(set) var dates: (from: String?, to: String?)
  let serverZone: Zone
  /// The zone that the reader chose in place of the server's.
  private var ownZone: Zone?
  private(set) var comparesPrevious: Bool
  private(set) var conditions: [Condition]
  /// How the tables of the page at `ownPath` are arranged: `models.sort`, `models.page`.
  private var arrangement: [(String, String)]
  private let ownPath: String?
  /// What in the address made no sense and was left out.
  let notices: [String]

  static let standardPeriod = "30d"
  static let customPeriod = "custom"
  /// So that the links of a page, which repeat all of them, stay short enough for every browser.
  private static let maximumConditions = 20

  /// - Parameter path: the page's own. Links to it keep the arrangement of its tables, links to other pages do not.
  init(_ query: QueryParameters, zone serverZone: Zone, path: String? = nil) {
    var notices: [String] = []
    let chosen = ChosenPeriod(query, notices: &notices)
    (period, periodName, dates) = (chosen.period, chosen.name, chosen.dates)
    let ownZone = query["zone"].flatMap { Zone($0) }
    if let wrong = query["zone"], ownZone == nil {
      notices.append(NoticeTexts.zone(String(wrong.prefix(40)), used: serverZone.id))
    }
    self.serverZone = serverZone
    self.ownZone = ownZone
    comparesPrevious = query["compare"] != "none"
    conditions = query.items.compactMap { Condition(name: $0.name, value: $0.value) }
    if conditions.count > Self.maximumConditions { notices.append(NoticeTexts.filters(Self.maximumConditions)) }
    conditions = Array(conditions.prefix(Self.maximumConditions))
    arrangement = query.items.filter { item in
      TableState.suffixes.contains { item.name.hasSuffix($0) } && Filter.Key(name: item.name) == nil
    }
    .prefix(Self.maximumConditions).map { ($0.name, String($0.value.prefix(1000))) }
    ownPath = path
    self.notices = notices
  }

  var zone: Zone { ownZone ?? serverZone }
  var hasOwnZone: Bool { ownZone != nil }
  var isCustom: Bool { periodName == Self.customPeriod }

  func inServerZone() -> Selection {
    var copy = self
    copy.ownZone = nil
    return copy
  }

  func during(_ name: String) -> Selection {
    guard let period = Period(name: name) else { preconditionFailure("There is no period \(name)") }
    var copy = self
    (copy.period, copy.periodName, copy.dates) = (period, name, (nil, nil))
    return copy
  }

  func comparing(_ comparesPrevious: Bool) -> Selection {
    var copy = self
    copy.comparesPrevious = comparesPrevious
    return copy
  }

  func narrowed(to condition: Condition) -> Selection {
    var copy = self
    if !conditions.contains(condition) { copy.conditions.append(condition) }
    return copy
  }

  func without(_ condition: Condition) -> Selection {
    var copy = self
    copy.conditions.removeAll { $0 == condition }
    return copy
  }

  func unfiltered() -> Selection {
    var copy = self
    copy.conditions = []
    return copy
  }

  /// - Parameter value: nil takes it away.
  func setting(_ name: String, _ value: String?) -> Selection {
    var copy = self
    copy.arrangement.removeAll { $0.0 == name }
    if let value { copy.arrangement.append((name, value)) }
    return copy
  }
}

// As an address.
extension Selection {
  /// The address of a page that shows this. Whoever follows it begins lists anew, unless told otherwise.
  func address(_ path: String, keepsPages: Bool = false) -> String {
    let own = path == ownPath ? arrangement.filter { keepsPages || !$0.0.hasSuffix(".page") && !$0.0.hasSuffix(".cursor") } : []
    return Address(path, viewItems + own).text
  }

  /// All of it, as the address has it.
  var items: [(String, String)] { viewItems + arrangement }

  func items(without name: String) -> [(String, String)] {
    items.filter { $0.0 != name && !$0.0.hasSuffix(".page") && !$0.0.hasSuffix(".cursor") }
  }

  private var viewItems: [(String, String)] {
    periodItems + (hasOwnZone ? [("zone", zone.id)] : []) + (comparesPrevious ? [] : [("compare", "none")]) + filterItems
  }

  /// As pages and the native API take it.
  var periodItems: [(String, String)] {
    guard isCustom else { return [("period", periodName)] }
    return [("from", dates.from), ("to", dates.to)].compactMap { name, value in value.map { (name, $0) } }
  }

  var filterItems: [(String, String)] { conditions.map { ($0.name, $0.value) } }
}
