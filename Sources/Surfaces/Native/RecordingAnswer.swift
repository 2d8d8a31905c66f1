import HTTPTypes
import Hummingbird
import Ingest
import Web

/// The answer to recorded events.
struct RecordingAnswer {
  let recording: Recording

  var response: Response {
    guard recording.accepted + recording.duplicates > 0 || recording.rejected == 0 else { return refusal }
    var writer = JSONWriter(reservingCapacity: 128 + 160 * recording.judged.count)
    writer.object { writer in
      writer.member("accepted", Int64(recording.accepted))
      writer.member("duplicates", Int64(recording.duplicates))
      writer.key("ignored_fields")
      writer.array { list in for name in recording.ignoredFields { list.string(name) } }
      writer.member("rejected", Int64(recording.rejected))
      writer.key("verdicts")
      writer.array { list in for judged in recording.judged { Self.write(judged, to: &list) } }
    }
    return .json(writer)
  }

  /// Nothing was taken: a problem, with the same members beside its own.
  private var refusal: Response {
    var verdicts: [JSONValue] = []
    var fields: [Problem.Field] = []
    for judged in recording.judged {
      guard case .rejected(let rejection) = judged.verdict else { continue }
      verdicts.append(Self.json(judged))
      if fields.count < 100 { fields.append(.init("[\(judged.index)]" + (rejection.field.map { "." + $0 } ?? ""), rejection.message)) }
    }
    let problem = Problem(
      .unprocessableContent, recording.count == 1 ? fields.first?.message : "None of the \(recording.count) events could be accepted.",
      errors: fields,
      members: [
        "accepted": 0, "duplicates": 0, "rejected": .integer(Int64(recording.rejected)), "verdicts": .array(verdicts),
        "ignored_fields": .array(recording.ignoredFields.map(JSONValue.string)),
      ])
    return .json(problem.json, status: .unprocessableContent, type: .problem)
  }

  private static func write(_ judged: Recording.Judged, to list: inout JSONWriter) { json(judged).write(to: &list) }

  private static func json(_ judged: Recording.Judged) -> JSONValue {
    var members: [String: JSONValue] = ["index": .integer(Int64(judged.index))]
    members["id"] = judged.id.map(JSONValue.string)
    switch judged.verdict {
    case .duplicate: members["verdict"] = "duplicate"
    case .rejected(let rejection):
      members["verdict"] = "rejected"
      members["code"] = .string(rejection.code.rawValue)
      members["field"] = rejection.field.map(JSONValue.string)
      members["message"] = .string(rejection.message)
    }
    return .object(members)
  }

  static let schema: Schema = .object(
    [
      "accepted": .integer, "duplicates": .integer, "rejected": .integer, "ignored_fields": .array(of: .string),
      "verdicts": .array(
        of: .object(
          [
            "index": .integer, "id": .string, "verdict": .oneOf(["duplicate", "rejected"]),
            "code": .oneOf(Rejection.Code.allCases.map(\.rawValue)), "field": .string, "message": .string,
          ], optional: ["id", "code", "field", "message"])),
    ])
}
