import Semantics
import Usage
import Web

/// What a reader looks at: a period, a zone and filters. It lives in the address, so every view can be linked to.
struct Selection: Sendable {
  private(set) var period: Period
  private(set) var periodName: String
  private let serverZone: Zone
  /// The zone that the reader chose in place of the server's.
  private var ownZone: Zone?
  private(set) var conditions: [Condition]
  /// What in the address made no sense and was left out.
  let notices: [String]

  static let standardPeriod = "30d"
  /// So that the links of a page, which repeat all of them, stay short enough for every browser.
  private static let maximumConditions = 20

  init(_ query: QueryParameters, zone serverZone: Zone) {
    var notices: [String] = []
    let name = query["period"] ?? Self.standardPeriod
    if let period = Period(name: name) {
      (self.period, periodName) = (period, name)
    } else {
      notices.append("There is no period “\(name.prefix(40))”; these are the last 30 days.")
      (period, periodName) = (.days(30), Self.standardPeriod)
    }
    let ownZone = query["zone"].flatMap { Zone($0) }
    if let wrong = query["zone"], ownZone == nil {
      notices.append("There is no time zone “\(wrong.prefix(40))”; \(serverZone.id) is used.")
    }
    self.serverZone = serverZone
    self.ownZone = ownZone
    conditions = query.items.compactMap { Condition(name: $0.name, value: $0.value) }
    if conditions.count > Self.maximumConditions { notices.append("Only the first \(Self.maximumConditions) filters are used.") }
    conditions = Array(conditions.prefix(Self.maximumConditions))
    self.notices = notices
  }

  var zone: Zone { ownZone ?? serverZone }
  var hasOwnZone: Bool { ownZone != nil }

  func inServerZone() -> Selection {
    var copy = self
    copy.ownZone = nil
    return copy
  }

  func during(_ name: String) -> Selection {
    guard let period = Period(name: name) else { preconditionFailure("There is no period \(name)") }
    var copy = self
    (copy.period, copy.periodName) = (period, name)
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

  /// The address of a page that shows this.
  func address(_ path: String) -> String {
    Address(path, [("period", periodName)] + (hasOwnZone ? [("zone", zone.id)] : []) + filterItems).text
  }

  var filterItems: [(String, String)] { conditions.map { ($0.name, $0.value) } }
}
