import HTTPTypes
import Hummingbird
import Semantics
import Usage
import Web

extension NativeAPI {
  var listRequests: Endpoint {
    Endpoint(
      .get, "/v1/requests", access: .scope(.read), .init("listRequests", "The recorded events, newest first", tags: ["Usage"]),
      parameters: QuestionParameters.period + QuestionParameters.filters + [
        .query("limit", .integer(1...1000), "At most so many; 100 if absent."),
        .query("cursor", .string, "`next_cursor` of the page before."), QuestionParameters.format,
      ],
      answers: [
        .init(
          .ok, "A page of events. In CSV the next cursor is in the header Weir-Next-Cursor.",
          [.json: .object(["requests": .array(of: .ref("StoredEvent")), "next_cursor": Schema.string.orNull]), .csv: .string])
      ]
    ) { call in
      let format = try AnswerFormat(call)
      let page = try await records.records(recordQuery(call), budget: budget)
      return format == .csv ? Self.csv(page) : Self.json(page)
    }
  }

  private func recordQuery(_ call: Call) throws -> RecordQuery {
    let plan = try recordPlan(call)
    let limit = Int(try call.query.integer("limit", in: 1...Int64(RecordQuery.maximumLimit)) ?? 100)
    return RecordQuery(plan, limit: limit, after: try cursor(call))
  }

  /// The words are read as those of any question, so that they mean the same and fail the same way.
  func recordPlan(_ call: Call) throws -> Plan {
    var document = try QuestionParameters.document(call.query, metrics: [.requests])
    document.limit = nil
    return try Plan(document, scope: call.principal.projects, now: clock.now(), period: .all, zone: zone)
  }

  private func cursor(_ call: Call) throws(Problem) -> RecordQuery.Cursor? {
    guard let text = call.query["cursor"] else { return nil }
    guard let cursor = RecordQuery.Cursor(text) else { throw .invalid("cursor", "is not one that this server gave") }
    return cursor
  }

  private static func json(_ page: RecordPage) -> Response {
    var writer = JSONWriter(reservingCapacity: 256 + page.events.count * 512)
    writer.object { writer in
      writer.key("next_cursor")
      if let next = page.next { writer.string(next.description) } else { writer.null() }
      writer.key("requests")
      writer.array { list in
        StoredEventAnswer.forEachRow(of: page.events.lazy.map(\.event)) { StoredEventAnswer.write($0, to: &list) }
      }
    }
    return .json(writer)
  }

  private static func csv(_ page: RecordPage) -> Response {
    var writer = CSVWriter(reservingCapacity: 256 + page.events.count * 256)
    writer.row(EventField.allCases.map(\.definition.name))
    StoredEventAnswer.forEachRow(of: page.events.lazy.map(\.event)) { writer.row(StoredEventAnswer.cells($0)) }
    var response = Response.csv(writer, fileName: "requests.csv")
    if let next = page.next, let name = HTTPField.Name("weir-next-cursor") { response.headers[name] = next.description }
    return response
  }
}
