import Semantics
import Usage
import Web

/// One recorded request as an entry of the audit log.
struct UmbracoAuditLog: UmbracoAnswer {
  let event: UsageEvent
  let userName: String?
  let isDetail: Bool

  static func keys(isDetail: Bool) -> [String] {
    let list = [
      "capability", "durationMs", "entityId", "errorMessage", "featureId", "featureType", "featureVersion", "id", "inputTokens", "modelId",
      "outputTokens", "parentAuditLogId", "profileAlias", "profileId", "profileVersion", "providerId", "startTime", "status", "userId", "userName",
    ]
    let further = ["endTime", "entityType", "errorCategory", "metadata", "promptSnapshot", "responseSnapshot", "totalTokens"]
    return (list + (isDetail ? further : [])).sorted()
  }

  func write(to writer: inout JSONWriter) {
    let members = isDetail ? item.merging(detail) { item, _ in item } : item
    JSONValue.object(members).write(to: &writer)
  }

  private var item: [String: JSONValue] {
    [
      "id": .string(event.id.text), "startTime": .string(DotNetText.instant(event.timestamp)), "durationMs": .count(milliseconds),
      "status": .string(Self.status(event.status)), "userId": .text(event.user?.text), "userName": .text(userName),
      "entityId": .text(event.tags["entity_id"]), "capability": .string(UmbracoCapability(event.operation).rawValue),
      "profileId": .string(event.profile?.text ?? Self.noID), "profileAlias": .string(event.profileName ?? "unknown"),
      "profileVersion": .count(event.tags["profile_version"].flatMap { Int64($0) }), "providerId": .string(event.provider ?? "unknown"),
      "modelId": .string(event.model ?? "unknown"), "featureType": .text(event.feature), "featureId": .text(event.tags["feature_id"]),
      "featureVersion": .count(event.tags["feature_version"].flatMap { Int64($0) }), "parentAuditLogId": .text(event.tags["parent_id"]),
      "inputTokens": .count(event.tokens.input), "outputTokens": .count(event.tokens.output), "errorMessage": .text(event.errorMessage),
    ]
  }

  private var detail: [String: JSONValue] {
    let end = event.durationMicroseconds.map { event.timestamp.adding(microseconds: $0) }
    let pairs = event.tags.sorted { $0.key < $1.key }.map { JSONValue.object(["key": .string($0.key), "value": .string($0.value)]) }
    return [
      "endTime": .text(end.map(DotNetText.instant)), "entityType": .text(event.entityType),
      "errorCategory": .text(UmbracoErrorCategory(event)?.rawValue), "totalTokens": .count(event.tokens.total),
      // What was said is not recorded here, only how much.
      "promptSnapshot": nil, "responseSnapshot": nil, "metadata": pairs.isEmpty ? nil : .array(pairs),
    ]
  }

  private var milliseconds: Int64? { event.durationMicroseconds.map { $0 / 1000 } }

  /// The GUID that stands for none.
  private static let noID = "00000000-0000-0000-0000-000000000000"

  static func status(_ status: RequestStatus) -> String {
    switch status {
    case .success: "Succeeded"
    case .failure: "Failed"
    case .cancelled: "Cancelled"
    case .blocked: "Blocked"
    }
  }
}

extension JSONValue {
  fileprivate static func text(_ text: String?) -> JSONValue { text.map(JSONValue.string) ?? .null }
  fileprivate static func count(_ number: Int64?) -> JSONValue { number.map(JSONValue.integer) ?? .null }
}
