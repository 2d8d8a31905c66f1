import Web

/// The components of the OpenAPI document.
enum UmbracoSchemas {
  static let all: [String: Schema] = [
    "UmbracoSummary": Schema.object(summary(documented: true)), "UmbracoUsageSummary": .object(summary(documented: false)),
    "UmbracoPoint": point, "UmbracoItem": item, "UmbracoProblem": problem, "UmbracoAuditLog": auditLog(isDetail: true),
    "UmbracoAuditLogItem": auditLog(isDetail: false),
  ]

  private static func summary(documented: Bool) -> KeyValuePairs<String, Schema> {
    documented
      ? [
        "averageDurationMs": .integer, "cachedInputTokens": Schema.integer.orNull, "failureCount": .integer, "inputTokens": .integer,
        "nestedRequestCount": .integer, "outputTokens": .integer, "successCount": .integer, "successRate": .number,
        "topLevelRequestCount": .integer, "totalRequests": .integer, "totalTokens": .integer,
      ]
      : [
        "averageDurationMs": .integer, "cachedInputTokens": Schema.integer.orNull, "failureCount": .integer, "inputTokens": .integer,
        "outputTokens": .integer, "successCount": .integer, "successRate": .number, "totalRequests": .integer, "totalTokens": .integer,
      ]
  }

  private static let point: Schema = .object([
    "cachedInputTokens": Schema.integer.orNull, "failureCount": .integer, "inputTokens": .integer, "outputTokens": .integer,
    "requestCount": .integer, "successCount": .integer, "timestamp": .instant, "totalTokens": .integer,
  ])

  private static let item: Schema = .object([
    "cachedInputTokens": Schema.integer.orNull, "dimension": Schema.string.orNull, "dimensionName": Schema.string.orNull,
    "percentage": .number, "requestCount": .integer, "totalTokens": .integer,
  ])

  private static let problem: Schema = .object(
    [
      "type": .string, "title": .string, "status": .integer, "detail": .string, "traceId": .string, "operationStatus": .string,
      "errors": .map(of: .array(of: .string)),
    ], optional: ["detail", "traceId", "operationStatus", "errors"]
  ).described("What is wrong, as ASP.NET says it.")

  private static func auditLog(isDetail: Bool) -> Schema {
    let properties = UmbracoAuditLog.keys(isDetail: isDetail).map { ($0, Schema.any.json) }
    return Schema(.object(["type": "object", "properties": .object(Dictionary(properties) { first, _ in first })]))
  }
}
