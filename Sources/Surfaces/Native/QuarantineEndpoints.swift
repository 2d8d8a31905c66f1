import Foundation
import HTTPTypes
import Hummingbird
import Ingest
import Usage
import Web

extension NativeAPI {
  var listQuarantine: Endpoint {
    Endpoint(
      .get, "/v1/quarantine", access: .scope(.admin),
      .init("listQuarantine", "Rejected events, newest first", tags: ["Recording"]),
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
      let found = try await quarantine.quarantined(before: before, limit: limit + 1)
      let page = found.prefix(limit)
      let next = found.count > limit ? page.last.map { JSONValue.string(String($0.sequence)) } : nil
      return .json(["events": .array(page.map(QuarantineAnswer.json)), "next_cursor": next ?? .null])
    }
  }

  var replayQuarantine: Endpoint {
    Endpoint(
      .post, "/v1/quarantine/replay", access: .scope(.admin),
      .init(
        "replayQuarantine", "Read rejected events again",
        description: "`{\"ids\":[...]}` or `{\"all\":true}`. Those that pass now are recorded and leave the quarantine.",
        tags: ["Recording"]),
      body: .init([.json: .object(["ids": .array(of: .string), "all": .boolean], optional: ["ids", "all"])], limit: 1 << 20),
      answers: [.init(.ok, "What became of them, in the order of `ids`, or oldest first.", [.json: .ref("Recording")])]
    ) { call in
      let wish = try ReplayWish(await call.body())
      let events = try await wish.events(in: quarantine)
      let recording = try await replay(events)
      try await audit.note(
        "quarantine.replay", by: call, before: ["events": String(events.count)],
        after: [
          "accepted": String(recording.accepted), "duplicates": String(recording.duplicates), "rejected": String(recording.rejected),
        ])
      return RecordingAnswer(recording: recording).response
    }
  }

  private func replay(_ events: [StoredQuarantine]) async throws -> Recording {
    var replay = QuarantineReplay(recorder: recorder, quarantine: quarantine, now: TimeSource.system.now())
    for event in events { try await replay.run(event.event) }
    return try await replay.finish()
  }
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
  let ids: [String]?
  let all: Bool?

  private static let limit = 10_000

  init(_ body: ByteBuffer) throws {
    do { self = try JSONDecoder().decode(Self.self, from: Data(body.readableBytesView)) } catch {
      throw Problem(.badRequest, "The body must be {\"ids\":[...]} or {\"all\":true}.")
    }
    guard (ids != nil) != (all == true) else { throw Problem(.badRequest, "Give either \"ids\" or \"all\": true.") }
    guard ids?.count ?? 0 <= Self.limit else { throw Problem.invalid("ids", "at most \(Self.limit) at once") }
  }

  func events(in store: any QuarantineStore) async throws -> [StoredQuarantine] {
    if let ids { return try await store.quarantined(ids: ids) }
    return try await store.quarantined(before: nil, limit: Self.limit).reversed()
  }
}
