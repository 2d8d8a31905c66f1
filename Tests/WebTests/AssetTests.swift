import HTTPTypes
import NIOCore
import Testing

@testable import Web

struct AssetTests {
  private static let css = String(repeating: "a { color: red; }\n", count: 200)
  private static let asset = Asset(Array(css.utf8), type: .css)

  private func get(_ headers: HTTPFields) async throws -> (status: Int, headers: HTTPFields, body: ByteBuffer) {
    let server = WebServer(
      site: TestSite.site([Self.asset.endpoint(at: "/a.css")]), configuration: TestSite.configuration(), logger: TestSite.quiet)
    let answer = try await TestSite.ask(.get, "/a.css?v=1", headers: headers, of: server)
    return (answer.status.code, answer.headers, answer.body)
  }

  @Test func `serves a file plain or packed`() async throws {
    let plain = try await get([:])
    #expect(String(buffer: plain.body) == Self.css)
    #expect(plain.headers[values: .vary] == ["Accept-Encoding"])
    let packed = try await get([.acceptEncoding: "gzip"])
    #expect(packed.headers[.contentEncoding] == "gzip")
    #expect(try String(buffer: Inflater.inflate(packed.body, as: .gzip, limit: 1 << 20)) == Self.css)
  }

  @Test func `sends nothing to who has it`() async throws {
    let tag = try #require(try await get([:]).headers[.eTag])
    let again = try await get([.ifNoneMatch: "\"other\", " + tag])
    #expect(again.status == 304)
    #expect(again.body.readableBytes == 0)
    #expect(try await get([.ifNoneMatch: "\"other\""]).status == 200)
  }
}
