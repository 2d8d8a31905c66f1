import HTTPTypes
import Hummingbird
import Ingest
import NIOCore
import Usage
import Web

extension NativeAPI {
  var recordEvents: Endpoint {
    Endpoint(
      .post, "/v1/events", access: .scope(.ingest, from: [.bearer, .header("x-api-key")]),
      .init(
        "recordEvents", "Record AI requests",
        description: "One event, an array of events, an object with an array `events`, or NDJSON. Answered when they are on disk.",
        tags: ["Recording"]),
      body: .init(
        [
          .json: EventSchema.body, .ndjson: .string, "application/ndjson": .string, "application/jsonl": .string, .text: .string,
          .octets: .string, .form: .string,
        ],
        description: "With Content-Encoding gzip or deflate, or plain."),
      answers: [
        .init(.ok, "What became of the events. Those not named in `verdicts` were accepted.", [.json: .ref("Recording")]),
        .problem(.unprocessableContent, "Every event was rejected."),
      ]
    ) { call in
      let body = try await call.body()
      let context = try self.context(call)
      let recording = try await recorder.record(body, as: Self.form(call.contentType), context: context)
      return RecordingAnswer(recording: recording).response
    }
  }

  /// curl's -d says that everything is a form, so what a body is called counts only where it is called NDJSON.
  private static func form(_ type: ContentType?) -> BodyForm {
    [.ndjson, "application/ndjson", "application/jsonl"].contains(type) ? .ndjson : .detect
  }

  private func context(_ call: Call) throws -> IngestContext {
    var generator = SystemRandomNumberGenerator()
    let now = TimeSource.system.now()
    return IngestContext(now: now, scope: try call.principal.projects, ids: UUIDv7Sequence(now: now, using: &generator))
  }
}

extension Recorder {
  /// The buffer's bytes stay where they are while it is held here.
  func record(_ body: ByteBuffer, as form: BodyForm, context: IngestContext) async throws -> Recording {
    let outcome = try body.withUnsafeReadableBytes { try read($0, as: form, context: context) }
    return try await store(outcome, context: context, quarantines: true)
  }
}
