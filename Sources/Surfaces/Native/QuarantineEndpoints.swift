import Foundation
import HTTPTypes
import Hummingbird
import Ingest
import Usage
import Web

extension NativeAPI {
  var listQuarantine: Endpoint {
    Endpoint(
      .get, "/v1/quarantine", access: .scope(.admin, .project),
      .init(
        "listQuarantine", "Rejected events, newest first", description: "A key of one project shows those that keys of that project sent.",
        tags: ["Recording"]),
      parameters: [
        .query("limit", .integer(1...1000), "At most so many; 100 if absent."),
        .query("cursor", .string, "`next_cursor` of the page before."),
      ],
      answers: [
        .init(
          .ok, "A page of rejected events.",
          [.json: .object(["events": .array(of: .ref("QuarantinedEvent")), "next_cursor": Schema.string.orNull])])
      ]
    ) { call in
      let limit = Int(try call.query.integer("limit", in: 1...1000) ?? 100)
      let before = try call.query["cursor"].map { text throws(Problem) in
        guard let sequence = UInt64(text) else { throw .invalid("cursor", "is not one that this server gave") }
        return sequence
      }
      let found = try await quarantine.quarantined(in: try call.principal.projects, before: before, limit: limit + 1)
      let page = found.prefix(limit)
      let next = found.count > limit ? page.last.map { JSONValue.string(String($0.sequence)) } : nil
      return .json(["events": .array(page.map(QuarantineAnswer.json)), "next_cursor": next ?? .null])
    }
  }

  var replayQuarantine: Endpoint {
    Endpoint(
      .post, "/v1/quarantine/replay", access: .scope(.admin, .project),
      .init(
        "replayQuarantine", "Read rejected events again",
        description: "`{\"ids\":[...]}` or `{\"all\":true}`. Those that pass now are recorded and leave the quarantine.",
        tags: ["Recording"]),
      body: .init([.json: Self.wish], limit: 1 << 20),
      answers: [.init(.ok, "What became of them, in the order of `ids`, or oldest first.", [.json: .ref("Recording")])]
    ) { call in
      let recording = try await desk.replay(try ReplayWish(await call.body()).ids, by: try call.principal)
      return RecordingAnswer(recording: recording).response
    }
  }

  var discardQuarantine: Endpoint {
    Endpoint(
      .post, "/v1/quarantine/discard", access: .scope(.admin, .project),
      .init(
        "discardQuarantine", "Forget rejected events", description: "`{\"ids\":[...]}` or `{\"all\":true}`, which means the newest 10,000.",
        tags: ["Recording"]),
      body: .init([.json: Self.wish], limit: 1 << 20),
      answers: [.init(.ok, "How many there were.", [.json: .object(["discarded": .integer])])]
    ) { call in
      .json(["discarded": .integer(Int64(try await desk.discard(try ReplayWish(await call.body()).ids, by: try call.principal)))])
    }
  }

  private var desk: QuarantineDesk { QuarantineDesk(recorder: recorder, quarantine: quarantine, log: audit) }

  private static let wish: Schema = .object(["ids": .array(of: .string), "all": .boolean], optional: ["ids", "all"])
}

enum QuarantineAnswer {
  static func json(_ stored: StoredQuarantine) -> JSONValue {
    let event = stored.event
    var members: [String: JSONValue] = [
      "id": .string(event.id), "received_at": .string(event.receivedAt.description), "project": .string(event.project.text),
      "source": .string(event.source), "code": .string(event.rejection.code.rawValue), "message": .string(event.rejection.message),
      "body": .string(event.body),
    ]
    members["field"] = event.rejection.field.map(JSONValue.string)
    return .object(members)
  }

  static let schema: Schema = .object(
    [
      "id": .string, "received_at": .instant, "project": .string, "source": .string,
      "code": .oneOf(Rejection.Code.allCases.map(\.rawValue)), "field": .string, "message": .string, "body": .string,
    ], optional: ["field"])
}

/// Which quarantined events are meant.
private struct ReplayWish: Decodable {
  /// nil: all.
  let ids: [String]?
  let all: Bool?

  init(_ body: ByteBuffer) throws {
    do { self = try JSONDecoder().decode(Self.self, from: Data(body.readableBytesView)) } catch {
      throw Problem(.badRequest, "The body must be {\"ids\":[...]} or {\"all\":true}.")
    }
    guard (ids != nil) != (all == true) else { throw Problem(.badRequest, "Give either \"ids\" or \"all\": true.") }
    guard ids?.count ?? 0 <= QuarantineDesk.limit else {
      throw Problem.invalid("ids", "at most \(QuarantineDesk.limit) at once")
    }
  }
}
