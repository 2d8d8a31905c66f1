import Accounts
import Backup
import HTTPTypes
import Hummingbird
import Web

/// All that the store holds, as one stream, and whether the store is sound. The server writes nothing anywhere: whoever asks keeps the
/// answer. Both need an administrator of all projects.
package struct BackupAPI: Sendable {
  private let snapshots: any SnapshotSource
  private let inspector: any StoreInspector
  private let audit: any AuditLog

  package init(snapshots: any SnapshotSource, inspector: any StoreInspector, audit: any AuditLog) {
    (self.snapshots, self.inspector, self.audit) = (snapshots, inspector, audit)
  }

  package var endpoints: [Endpoint] { [takeSnapshot, verifyStore] }

  private static let content: ContentType = "application/vnd.weir.snapshot"

  private var takeSnapshot: Endpoint {
    Endpoint(
      .post, "/v1/snapshot", access: .scope(.admin),
      .init(
        "takeSnapshot", "All that the store holds, at one moment",
        description: """
          For `weir backup`. A line of JSON (`head`), then for every table, or range of one, a line (`part`, `bytes`) and so many bytes of \
          Parquet, at last a line (`end`), without which it is not whole. Parts that the request's body knows come without bytes.
          """, tags: ["Operations"]),
      body: .init([.json: Self.knownParts], isRequired: false, limit: 16 << 20),
      answers: [
        .init(.ok, "The snapshot.", [Self.content: .string]), .problem(.conflict, "One is being taken already."),
        .problem(.serviceUnavailable, "The store does not take what waits for it."),
      ]
    ) { call in
      let body = try await call.body()
      let known: KnownParts = body.readableBytes == 0 ? .none : try JSONBody.read(body, "what is known")
      let items = try await snapshots.snapshot(known: known)
      try await audit.note("snapshot.take", by: call, after: ["known_parts": String(known.parts.count)])
      return Response(
        status: .ok, headers: [.contentType: Self.content.header, .cacheControl: "no-store"],
        body: SnapshotStream(items: items, logger: call.logger).body)
    }
  }

  private var verifyStore: Endpoint {
    Endpoint(
      .get, "/v1/verify", access: .scope(.admin),
      .init(
        "verifyStore", "Whether the store is sound",
        description: "A line of JSON for each check, as it is made; at last one with `end`, without which not all were made.",
        tags: ["Operations"]),
      answers: [.init(.ok, "The findings.", [.ndjson: .string])]
    ) { call in
      let findings = inspector.inspect()
      return Response(
        status: .ok, headers: [.contentType: ContentType.ndjson.header, .cacheControl: "no-store"],
        body: ResponseBody { writer in
          for await finding in findings { try await writer.write(Self.line(finding)) }
          try await writer.write(ByteBuffer(string: "{\"end\":true}\n"))
          try await writer.finish(nil)
        })
    }
  }

  private static func line(_ finding: StoreFinding) -> ByteBuffer {
    let line: JSONValue = ["check": .string(finding.check), "passed": .bool(finding.passed), "detail": .string(finding.detail)]
    return ByteBuffer(string: line.text + "\n")
  }

  private static let knownParts: Schema = .object([
    "engine": .string,
    "parts": .array(
      of: .object(
        [
          "table": .string, "first": .integer, "last": .integer, "columns": .array(of: .string),
          "totals": .object([
            "rows": .integer, "fingerprint": .string, "sums": .map(of: .string), "spans": .map(of: .array(of: .string)),
          ]),
        ], optional: ["first", "last"])),
  ])

  package static func problem(_ failure: BackupFailure) -> Problem? {
    switch failure {
    case .busy: Problem(.conflict, failure.description)
    case .unsettled: .busy(failure.description, retryAfter: 5)
    default: nil
    }
  }
}
