import Accounts
import HTTPTypes
import Hummingbird
import Usage
import Web

extension HousekeepingAPI {
  var listAudit: Endpoint {
    Endpoint(
      .get, "/v1/audit", access: .scope(.admin),
      .init("listAudit", "Administrative changes, newest first", tags: ["Housekeeping"]),
      parameters: [
        .query("who", .string, "Only those by this key (its id) or job (`job:` and its name)."),
        .query("what", .string, "Only these: `retention.requests`, or all whose name begins so: `retention`."),
        .query("subject", .string, "Only those made to this id."),
        .query("from", .instant, "Only those from then on."), .query("to", .instant, "Only those before then."),
        .query("limit", .integer(1...1000), "At most so many; 100 if absent."),
        .query("cursor", .string, "`next_cursor` of the page before."),
      ],
      answers: [
        .init(.ok, "A page of them.", [.json: .object(["items": .array(of: Self.auditSchema), "next_cursor": Schema.string.orNull])])
      ]
    ) { call in
      let page = try await audit.audit(Self.query(call))
      let next = page.next.map { JSONValue.string(String($0)) }
      return .json(["items": .array(page.entries.map { Self.json($0.record) }), "next_cursor": next ?? .null])
    }
  }

  private static func query(_ call: Call) throws(Problem) -> AuditQuery {
    var query = AuditQuery(limit: Int(try call.query.integer("limit", in: 1...1000) ?? 100))
    (query.who, query.what, query.subject) = (call.query["who"], call.query["what"], call.query["subject"])
    (query.from, query.to) = (try instant("from", call), try instant("to", call))
    if let text = call.query["cursor"] {
      guard let number = Int64(text), number > 0 else { throw .invalid("cursor", "is not one that this server gave") }
      query.before = number
    }
    return query
  }

  private static func instant(_ name: String, _ call: Call) throws(Problem) -> Timestamp? {
    guard let text = call.query[name] else { return nil }
    guard let instant = Timestamp(text) else { throw .invalid(name, "must be an instant such as 2026-03-01T12:00:00Z") }
    return instant
  }

  /// `before` and `after` are texts of JSON, as they were written.
  private static func json(_ record: AuditRecord) -> JSONValue {
    [
      "at": .string(record.at.description), "who": .string(record.who), "what": .string(record.what),
      "subject": record.subject.map(JSONValue.string) ?? .null, "before": record.before.map(JSONValue.string) ?? .null,
      "after": record.after.map(JSONValue.string) ?? .null,
    ]
  }

  private static let auditSchema: Schema = .object([
    "at": .instant, "who": .string, "what": .string, "subject": Schema.string.orNull, "before": Schema.string.orNull,
    "after": Schema.string.orNull,
  ])
}
