import HTTPTypes
import Hummingbird
import NIOCore
import Testing

@testable import Web

struct CompressionTests {
  @Test func `packs a large text and says so`() async throws {
    let answer = try await TestSite.ask(.get, "/large", headers: [.acceptEncoding: "deflate, gzip;q=0.8"])
    #expect(answer.headers[.contentEncoding] == "gzip")
    #expect(answer.headers[.contentLength] == String(answer.body.readableBytes))
    #expect(answer.headers[values: .vary] == ["Accept-Encoding"])
    #expect(answer.body.readableBytes < TestSite.large.utf8.count / 10)
    #expect(try String(buffer: Inflater.inflate(answer.body, as: .gzip, limit: 1 << 20)) == TestSite.large)
  }

  @Test func `leaves the choice visible to caches when it does not pack`() async throws {
    let answer = try await TestSite.ask(.get, "/large")
    #expect(answer.headers[.contentEncoding] == nil)
    #expect(answer.headers[.vary] == "Accept-Encoding")
    #expect(answer.text == TestSite.large)
  }

  @Test func `leaves small texts alone`() async throws {
    #expect(try await TestSite.ask(.get, "/open", headers: [.acceptEncoding: "gzip"]).headers[.contentEncoding] == nil)
  }

  @Test func `tells HEAD the packed length`() async throws {
    let headers: HTTPFields = [.acceptEncoding: "gzip"]
    let whole = try await TestSite.ask(.get, "/large", headers: headers)
    let head = try await TestSite.ask(.head, "/large", headers: headers)
    #expect(head.headers[.contentLength] == whole.headers[.contentLength])
    #expect(head.body.readableBytes == 0)
  }

  @Test(arguments: [
    ("gzip", true), ("", false), ("br", false), ("gzip;q=0", false), ("*", true), ("*;q=0", false), ("gzip;q=0.1, identity;q=0.5", false),
    ("identity, gzip", true), ("GZIP ; q=1.0", true), ("x-gzip", true), ("gzip;q=nonsense", false), ("br, *;q=0.1", true),
  ])
  func `weighs what the client likes`(_ header: String, _ expected: Bool) {
    #expect(AcceptEncoding.prefersGzip([header]) == expected)
  }

  @Test func `leaves streams and packed bodies alone`() async throws {
    let request = Request(
      head: HTTPRequest(method: .get, scheme: "http", authority: "a", path: "/", headerFields: [.acceptEncoding: "gzip"]),
      body: RequestBody(buffer: ByteBuffer()))
    var stream = Response(status: .ok, headers: [.contentType: "text/plain"], body: ResponseBody { try await $0.write(ByteBuffer()) })
    await ResponseCompression.apply(to: &stream, for: request)
    #expect(stream.headers[.contentEncoding] == nil)
    var packed = Response(ByteBuffer(repeating: 65, count: 5000), type: .text)
    packed.headers[.contentEncoding] = "br"
    await ResponseCompression.apply(to: &packed, for: request)
    #expect(packed.headers[.contentEncoding] == "br")
  }
}
