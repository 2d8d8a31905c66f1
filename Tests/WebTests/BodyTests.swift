import HTTPTypes
import HummingbirdTesting
import NIOCore
import Testing

@testable import Web

struct BodyTests {
  static let plain = ByteBuffer(string: String(repeating: "{\"model\":\"m\",\"tokens\":12}\n", count: 100))

  private func send(
    _ body: ByteBuffer, coding: String? = nil, type: String? = "application/json", to server: WebServer = TestSite.server()
  ) async throws -> TestResponse {
    var headers = TestSite.bearer("ingest")
    headers[.contentEncoding] = coding
    headers[.contentType] = type
    return try await TestSite.ask(.post, "/echo", headers: headers, body: body, of: server)
  }

  @Test(arguments: [
    ("identity", plain), ("gzip", Compressed.gzip(plain)), ("x-gzip", Compressed.gzip(plain)), ("deflate", Compressed.zlib(plain)),
    ("deflate", Compressed.raw(plain)), ("GZIP", Compressed.gzip(plain)),
  ])
  func `reads a body in every encoding`(_ coding: String, _ body: ByteBuffer) async throws {
    let answer = try await send(body, coding: coding)
    #expect(answer.status == .ok, "\(answer.text)")
    #expect(answer.body == Self.plain)
  }

  @Test func `reads a gzip body of several members`() async throws {
    var body = Compressed.gzip(ByteBuffer(string: "one "))
    body.writeImmutableBuffer(Compressed.gzip(ByteBuffer(string: "two")))
    #expect(try await send(body, coding: "gzip").text == "one two")
  }

  @Test func `reads a body off the pool as well`() async throws {
    let noise = ByteBuffer(bytes: (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 &* $0 >> 7 ^ $0) })
    let packed = Compressed.gzip(noise)
    let answer = try await send(packed, coding: "gzip")
    #expect(answer.body == noise)
  }

  @Test func `refuses a bomb`() async throws {
    let bomb = Compressed.gzip(ByteBuffer(repeating: 0, count: 20 << 20))
    let answer = try await send(bomb, coding: "gzip", to: TestSite.server { $0.bodyLimit = 1 << 20 })
    #expect(bomb.readableBytes < 1 << 20)
    #expect(answer.status == .contentTooLarge)
  }

  @Test(arguments: ["gzip", "deflate"])
  func `refuses what is not in its encoding, or is cut off`(_ coding: String) async throws {
    #expect(try await send(ByteBuffer(string: "not packed at all"), coding: coding).status == .badRequest)
    let whole = coding == "gzip" ? Compressed.gzip(Self.plain) : Compressed.zlib(Self.plain)
    let cut = try #require(whole.getSlice(at: 0, length: whole.readableBytes - 5))
    #expect(try await send(cut, coding: coding).status == .badRequest)
    #expect(try await send(ByteBuffer(), coding: coding).status == .badRequest)
  }

  @Test func `refuses bytes after a packed body`() async throws {
    var body = Compressed.gzip(Self.plain)
    body.writeString("tail")
    #expect(try await send(body, coding: "gzip").status == .badRequest)
  }

  @Test(arguments: ["br", "zstd", "gzip, gzip"])
  func `names the encodings it takes`(_ coding: String) async throws {
    let answer = try await send(Self.plain, coding: coding)
    #expect(answer.status == .unsupportedMediaType)
    #expect(answer.headers[.acceptEncoding] == "gzip, deflate, identity")
  }

  @Test func `takes the declared types, and a body without one`() async throws {
    #expect(try await send(Self.plain, type: "Application/JSON; charset=utf-8").status == .ok)
    #expect(try await send(Self.plain, type: nil).status == .ok)
    #expect(try await send(Self.plain, type: "text/xml").status == .unsupportedMediaType)
  }

  @Test func `refuses more than the limit, announced or not`() async throws {
    let server = TestSite.server { $0.bodyLimit = 100 }
    #expect(try await send(ByteBuffer(repeating: 65, count: 100), to: server).status == .ok)
    #expect(try await send(ByteBuffer(repeating: 65, count: 101), to: server).status == .contentTooLarge)
  }

  @Test func `bounds what all bodies hold together, and forgets those that are done`() throws {
    let budget = BodyBudget(limit: 100)
    var first: BodyBudget.Lease? = budget.lease()
    let second = budget.lease()
    try first?.extend(by: 60)
    #expect(throws: Problem.self) { try second.extend(by: 60) }
    first = nil
    try second.extend(by: 60)
  }
}
