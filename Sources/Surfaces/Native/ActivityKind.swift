import Accounts
import Hummingbird
import Ingest
import NIOCore
import Semantics
import Usage
import Web

/// One kind of record as the API has it.
protocol ActivityKind: Sendable {
  var name: String { get }
  var path: String { get }
  var listPath: String { get }
  var scope: Scope { get }
  var description: String { get }
  /// What a list may be narrowed down by.
  var filters: [(name: String, schema: Schema)] { get }
  /// Where a search looks.
  var searched: String { get }

  func schema(isInput: Bool) -> Schema
  /// - Parameter audited: nil where the records are events and not settings.
  func record(
    _ call: Call, in store: any ActivityStore & ActivitySource, audited: (any AuditedRecords)?, keepsContent: Bool
  ) async throws -> Response
  func list(_ call: Call, in source: any ActivitySource, budget: QueryBudget) async throws -> Response
}

extension ActivityKind {
  var plural: String { Self.plural(path) }
  var listName: String { "list" + Self.plural(listPath) }
  var words: String { path.replacing("-", with: " ") }

  private static func plural(_ path: String) -> String {
    path.split { $0 == "-" || $0 == "/" }.map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
  }

  var bodySchema: Schema {
    let one = Schema.ref(name)
    return ["anyOf": [one.json, Schema.array(of: one).json, Schema.object(["items": .array(of: one)]).json]]
  }
}

struct Kind<R: ActivityRecord>: ActivityKind {
  let name: String
  let path: String
  let scope: Scope
  let description: String
  let listPath: String

  init(_ name: String, _ path: String, _ scope: Scope, _ description: String, listPath: String? = nil) {
    (self.name, self.path, self.scope, self.description, self.listPath) = (name, path, scope, description, listPath ?? path)
  }

  private static var filterFields: [RecordField<R>] {
    let further: Set<String> = ["model", "provider", "role", "status", "success", "trigger", "type", "archived", "internal", "rating"]
    return R.fields.filter { $0.form == .identifier || further.contains($0.name) }
  }

  var filters: [(name: String, schema: Schema)] { Self.filterFields.map { ($0.name, $0.form == .boolean ? .boolean : .string) } }

  var searched: String { (["id"] + R.searched).joined(separator: ", ") }

  func schema(isInput: Bool) -> Schema {
    var properties: [String: JSONValue] = ["id": Schema.string.json, "project": Schema.string.json]
    for field in R.fields where !(isInput && field.isDerived) {
      properties[field.wireName] = RecordAnswer.schema(field, isInput: isInput).json
    }
    let required = isInput ? R.fields.filter(\.isRequired).map(\.wireName) : ["id", "project"]
    return ["type": "object", "properties": .object(properties), "required": .array(required.map(JSONValue.string))]
  }

  func record(
    _ call: Call, in store: any ActivityStore & ActivitySource, audited: (any AuditedRecords)?, keepsContent: Bool
  ) async throws -> Response {
    let body = try await call.body()
    let context = try Self.context(call)
    let form: BodyForm = [.ndjson, "application/ndjson", "application/jsonl"].contains(call.contentType) ? .ndjson : .detect
    let reading = try body.withUnsafeReadableBytes { bytes throws(DocumentFailure) in
      try RecordReader<R>(context: context).read(bytes, as: form)
    }
    let known = R.carriesOver || audited != nil && RecordAudit<R>.tellsEach ? try await Self.known(reading.records, store) : [:]
    let records = (R.carriesOver ? Self.succeeding(reading.records, known) : reading.records).map {
      keepsContent ? $0 : $0.withoutContent()
    }
    if let audited {
      try await audited.upsert(
        records, audit: RecordAudit(known: known, at: TimeSource.system.now(), who: call.principal.auditName)(records))
    } else {
      try await store.upsert(records)
    }
    return RecordingAnswer(recording: reading.recording).response
  }

  private static func known(_ records: [R], _ source: any ActivitySource) async throws -> [[String]: R] {
    var query = ActivityQuery<R>(scope: .all, ids: Set(records.map(\.id.text)), arrangement: .byID)
    query.limit = 100_000
    var known: [[String]: R] = [:]
    for record in try await source.activity(query, budget: QueryBudget()).records { known[[record.project.text, record.id.text]] = record }
    return known
  }

  /// The records with what they take over from those they replace, in their order: one may follow another of the same name.
  private static func succeeding(_ records: [R], _ known: [[String]: R]) -> [R] {
    var known = known
    let now = TimeSource.system.now()
    return records.map { record in
      let name = [record.project.text, record.id.text]
      let next = record.succeeding(known[name], now: now)
      known[name] = next
      return next
    }
  }

  private static func context(_ call: Call) throws -> IngestContext {
    var generator = SystemRandomNumberGenerator()
    let now = TimeSource.system.now()
    return IngestContext(now: now, scope: try call.principal.projects, ids: UUIDv7Sequence(now: now, using: &generator))
  }

  func list(_ call: Call, in source: any ActivitySource, budget: QueryBudget) async throws -> Response {
    let page = try await source.activity(query(call), budget: budget)
    var writer = JSONWriter(reservingCapacity: 256 + page.records.count * 512)
    writer.object { writer in
      writer.key("items")
      writer.array { list in for record in page.records { RecordAnswer.write(record, to: &list) } }
      writer.member("next_cursor", page.next?.description)
    }
    return .json(writer)
  }

  private func query(_ call: Call) throws -> ActivityQuery<R> {
    var query = ActivityQuery<R>(scope: try call.principal.projects)
    if let project = call.query["project"] {
      guard query.scope.contains(ID(project)) else { throw Problem.invalid("project", "is not one that the key may read") }
      query.scope = .only(ID(project))
    }
    query.interval = Interval(from: try Self.instant("from", call), to: try Self.instant("to", call))
    for field in Self.filterFields {
      if field.form == .boolean {
        query.conditions[field.name] = try call.query.flag(field.name).map { .boolean($0) }
      } else {
        query.conditions[field.name] = call.query[field.name].map { .text($0) }
      }
    }
    query.search = QuestionParameters.search(call.query)
    query.limit = Int(try call.query.integer("limit", in: 1...1000) ?? 100)
    query.ids = call.query["id"].map { [$0] }
    if let text = call.query["cursor"] {
      guard let cursor = ActivityQuery<R>.Cursor(text) else { throw Problem.invalid("cursor", "is not one that this server gave") }
      query.after = cursor
    }
    return query
  }

  private static func instant(_ name: String, _ call: Call) throws(Problem) -> Timestamp? {
    guard let text = call.query[name] else { return nil }
    guard let instant = Timestamp(text) else { throw .invalid(name, "must be an instant such as 2026-03-01T12:00:00Z") }
    return instant
  }
}
