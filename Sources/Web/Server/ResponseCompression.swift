import HTTPTypes
import Hummingbird
import NIOCore
import NIOPosix

/// Sends whole text bodies as gzip to clients that like it. Streams, and bodies that have an encoding, stay as they are.
enum ResponseCompression {
  private static let smallest = 1024
  /// Bodies from this size on are compressed off the cooperative pool, where they would keep other requests waiting.
  private static let large = 128 << 10

  static func apply(to response: inout Response, for request: Request) async {
    guard let length = response.body.contentLength, length > smallest, isCompressible(response) else { return }
    if response.headers[.vary] != "Accept-Encoding" { response.headers.append(HTTPField(name: .vary, value: "Accept-Encoding")) }
    guard AcceptEncoding.prefersGzip(request.headers[values: .acceptEncoding]) else { return }
    let collector = BodyCollector()
    guard (try? await response.body.write(collector)) != nil else { return }
    let body = collector.body
    guard let packed = await compress(body) else { return response.body = ResponseBody(byteBuffer: body) }
    response.headers[.contentEncoding] = "gzip"
    if let tag = response.headers[.eTag], !tag.hasPrefix("W/") { response.headers[.eTag] = "W/" + tag }
    response.body = ResponseBody(byteBuffer: packed)
  }

  private static func compress(_ body: ByteBuffer) async -> ByteBuffer? {
    guard body.readableBytes >= large else { return Deflater.gzip(body) }
    return (try? await NIOThreadPool.singleton.runIfActive { Deflater.gzip(body) }) ?? nil
  }

  private static func isCompressible(_ response: Response) -> Bool {
    guard !response.headers.contains(.contentEncoding), let header = response.headers[.contentType] else { return false }
    let type = ContentType(header: header)
    guard type != .eventStream else { return false }
    return type.rawValue.hasPrefix("text/") || type.rawValue.hasSuffix("json") || type == .svg || type == .ndjson
      || type.rawValue.hasSuffix("/javascript") || type.rawValue.hasSuffix("xml")
  }
}
