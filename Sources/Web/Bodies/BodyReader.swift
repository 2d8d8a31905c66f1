import HTTPTypes
import Hummingbird
import NIOCore
import NIOPosix

/// Reads the body of one request, within its limits.
struct BodyReader: Sendable {
  /// Bytes, before and after decompression.
  let limit: Int
  let lease: BodyBudget.Lease
  let ticket: Deadlines.Ticket?
  /// Bodies from this size on are decompressed off the cooperative pool, where they would keep other requests waiting.
  private static let largeBody = 1 << 20

  func read(_ request: Request, limit: Int?) async throws -> ByteBuffer {
    let limit = limit ?? self.limit
    guard let coding = ContentCoding(header: request.headers[.contentEncoding]) else {
      throw Problem(
        .unsupportedMediaType, "The Content-Encoding is not known. There are: gzip, deflate, identity.",
        headers: [.acceptEncoding: "gzip, deflate, identity"])
    }
    let announced = try Self.announcedLength(request, limit: limit)
    ticket?.beginBody()
    defer { ticket?.endBody() }
    let body = try await received { try await collect(request.body, announced: announced, limit: limit) }
    return coding == .identity ? body : try await decompress(body, as: coding, limit: limit)
  }

  private static func announcedLength(_ request: Request, limit: Int) throws(Problem) -> Int? {
    guard let length = request.headers[.contentLength].flatMap({ Int($0) }) else { return nil }
    guard length <= limit else { throw tooLarge(limit) }
    return length
  }

  private func collect(_ chunks: RequestBody, announced: Int?, limit: Int) async throws -> ByteBuffer {
    if let announced { try lease.extend(by: announced) }
    var body = ByteBuffer()
    for try await var chunk in chunks {
      if announced == nil { try lease.extend(by: chunk.readableBytes) }
      guard body.readableBytes + chunk.readableBytes <= limit else { throw Self.tooLarge(limit) }
      if body.readableBytes == 0 {
        body = chunk
        if let announced, announced > chunk.readableBytes { body.reserveCapacity(minimumWritableBytes: announced - chunk.readableBytes) }
      } else {
        body.writeBuffer(&chunk)
      }
    }
    if let announced, body.readableBytes != announced { throw Problem(.badRequest, "The body is shorter than its Content-Length.") }
    return body
  }

  /// A connection that breaks is the client's doing, not a failure of the server.
  private func received(_ body: () async throws -> ByteBuffer) async throws -> ByteBuffer {
    do {
      return try await body()
    } catch let error as ChannelError {
      throw Problem(.badRequest, "The body broke off: \(error).")
    } catch is IOError {
      throw Problem(.badRequest, "The body broke off.")
    }
  }

  private func decompress(_ body: ByteBuffer, as coding: ContentCoding, limit: Int) async throws -> ByteBuffer {
    do {
      let plain =
        body.readableBytes < Self.largeBody
        ? try Inflater.inflate(body, as: coding, limit: limit)
        : try await NIOThreadPool.singleton.runIfActive { try Inflater.inflate(body, as: coding, limit: limit) }
      try lease.extend(by: plain.readableBytes)
      return plain
    } catch Inflater.Failure.tooLarge {
      throw Self.tooLarge(limit)
    } catch Inflater.Failure.damaged {
      throw Problem(.badRequest, "The body is not valid \(coding).")
    }
  }

  private static func tooLarge(_ limit: Int) -> Problem {
    Problem(.contentTooLarge, "A body has at most \(limit) bytes, before and after decompression.")
  }
}
