import Backup
import Hummingbird
import Logging
import NIOCore

/// A snapshot on its way to a client.
struct SnapshotStream: Sendable {
  let items: AsyncThrowingStream<SnapshotItem, any Error>
  let logger: Logger

  var body: ResponseBody {
    ResponseBody { writer in
      do {
        for try await item in items { try await write(item, to: &writer) }
        // A cancelled stream just ends.
        try Task.checkCancellation()
        try await begin(.end, to: &writer)
      } catch {
        logger.error("a snapshot broke off", metadata: ["error": "\(error)"])
        throw error
      }
      try await writer.finish(nil)
    }
  }

  private func write(_ item: SnapshotItem, to writer: inout any ResponseBodyWriter) async throws {
    switch item {
    case .head(let head): try await begin(.head(head), to: &writer)
    case .unchanged(let content): try await begin(.unchanged(content), to: &writer)
    case .part(let content, let file):
      try await begin(.part(content, bytes: file.size), to: &writer)
      try await FileSending(file: file).send(to: &writer)
    }
  }

  private func begin(_ line: SnapshotLine, to writer: inout any ResponseBodyWriter) async throws {
    try await writer.write(ByteBuffer(bytes: line.encoded()))
  }
}
