import Semantics
import Usage
import Web

/// Which requests an analytics call is about.
struct UmbracoQuestion {
  let contract: UmbracoContract
  let scope: ProjectScope
  let from: Timestamp
  /// Not included.
  let to: Timestamp
  let granularity: Granularity
  let filter: Filter

  /// .NET's first instant, which stands for a date that was not given.
  private static let firstInstant = Timestamp(microseconds: Bucketing.firstDay.daysSinceEpoch * CivilDate.microsecondsPerDay)
  private static let hourlySpan: Int64 = 7 * 86_400_000_000

  /// Dates that cannot be read are refused first, then their order, then the granularity: as the product does.
  init(_ call: Call, _ contract: UmbracoContract) throws {
    var parameters = UmbracoParameters(call.query)
    let isDocumented = contract == .documented
    let first = parameters.instant("from", isRequired: isDocumented)
    let last = parameters.instant("to", isRequired: isDocumented)
    let capability = isDocumented ? Self.capability(&parameters) : nil
    try parameters.check()
    self.contract = contract
    scope = try call.principal.projects
    from = first?.instant ?? Self.firstInstant
    to = last.map { isDocumented ? $0.end : $0.instant } ?? Self.firstInstant
    guard from < to else { throw Self.refusal("'from' must be before 'to'", contract) }
    granularity = try Self.granularity(parameters.text("granularity"), contract, from, to)
    filter = isDocumented ? Self.filter(parameters, capability) : .all
  }

  private static func granularity(
    _ text: String?, _ contract: UmbracoContract, _ from: Timestamp, _ to: Timestamp
  ) throws -> Granularity {
    guard let text else {
      if contract == .documented { return .day }
      return to.microseconds - from.microseconds <= hourlySpan ? .hour : .day
    }
    guard let granularity = UmbracoGranularity.read(text, contract) else {
      throw refusal(UmbracoGranularity.message(text, contract), contract)
    }
    return granularity
  }

  private static func refusal(_ message: String, _ contract: UmbracoContract) -> any Error {
    contract == .documented ? Problem(.badRequest, message) : UmbracoRefusal(message: message)
  }

  private static func capability(_ parameters: inout UmbracoParameters) -> UmbracoCapability? {
    guard let text = parameters.text("capability") else { return nil }
    let capability = UmbracoCapability(name: UmbracoGranularity.trimmed(text))
    if capability == nil { parameters.note("capability", text) }
    return capability
  }

  private static func filter(_ parameters: UmbracoParameters, _ capability: UmbracoCapability?) -> Filter {
    var parts: [Filter] = []
    // GUIDs are compared whatever their case.
    if let profile = parameters.text("profileId") { parts.append(.isIn(.by(.profile), [profile, profile.lowercased()])) }
    if let provider = parameters.text("providerId") { parts.append(.equals(.by(.provider), provider)) }
    if let capability { parts.append(capability.filter) }
    return parts.isEmpty ? .all : .and(parts)
  }
}

extension UmbracoQuestion {
  func plan(_ metrics: [Metric], by dimensions: [Dimension] = [], from: Timestamp? = nil, to: Timestamp? = nil, now: Timestamp) throws -> Plan {
    let period = Period.between(.instant(from ?? self.from), .instant(to ?? self.to), .exclusive)
    return try Plan(Query(metrics, by: dimensions, where: filter, period: period), scope: scope, now: now).unpaged
  }
}
