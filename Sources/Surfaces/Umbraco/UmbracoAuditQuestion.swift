import Semantics
import Usage
import Web

/// Which entries of the audit log are asked for.
struct UmbracoAuditQuestion {
  let filter: Filter
  let period: Period
  let skip: Int
  let take: Int

  /// The product sets no bound; an answer here has one.
  private static let mostTaken = 10_000

  init(_ query: QueryParameters) throws(Problem) {
    var parameters = UmbracoParameters(query)
    let from = parameters.text("fromDate") == nil ? nil : parameters.instant("fromDate")
    let to = parameters.text("toDate") == nil ? nil : parameters.instant("toDate")
    skip = parameters.integer("skip", in: 0...Int(Int32.max), else: 0)
    take = min(parameters.integer("take", in: 0...Int(Int32.max), else: 100), Self.mostTaken)
    try parameters.check()
    filter = .and(Self.filters(parameters))
    // Both ends are included, and a date is its first instant.
    period = .between(from.map { .instant($0.instant) }, to.map { .instant($0.instant) }, .inclusive)
    if let from, let to { isEmpty = from.instant > to.instant } else { isEmpty = false }
  }

  /// The period ends before it begins: there is nothing to ask.
  let isEmpty: Bool

  private static func filters(_ parameters: UmbracoParameters) -> [Filter] {
    // What was summed up is counted nowhere here: it is no entry any more.
    var parts: [Filter] = [.not(.isNull(.by(.id)))]
    if let status = parameters.text("status") { parts.append(self.status(UmbracoGranularity.trimmed(status).lowercased())) }
    if let user = parameters.text("userId") { parts.append(.equals(.by(.user), user)) }
    if let profile = parameters.text("profileId") { parts.append(.isIn(.by(.profile), [profile, profile.lowercased()])) }
    if let provider = parameters.text("providerId") { parts.append(.equals(.by(.provider), provider)) }
    if let entity = parameters.text("entityId") { parts.append(.equals(.tag("entity_id"), entity)) }
    if let text = parameters.text("searchText") {
      parts.append(.or([.containsIgnoringCase(.by(.model), text), .containsIgnoringCase(.by(.errorMessage), text)]))
    }
    return parts
  }

  /// By name or, as .NET reads them, by number. What is no status stands for `Running`, as in the product; nothing that is recorded here
  /// still runs.
  private static func status(_ word: String) -> Filter {
    let name = Int(word).map { numbered.indices.contains($0) ? numbered[$0] : "" } ?? word
    let statuses = RequestStatus.allCases.filter { UmbracoAuditLog.status($0).lowercased() == name }
    return .isIn(.by(.status), statuses.map(\.rawValue))
  }
  private static let numbered = ["running", "succeeded", "failed", "cancelled", "partialsuccess", "blocked"]
}
