import Crypto
import HTTPTypes
import Hummingbird
import NIOCore

/// A file that is part of the program: a stylesheet, a script. It is packed once, and browsers that have it are told so.
package struct Asset: Sendable {
  private let plain: ByteBuffer
  private let packed: ByteBuffer?
  private let type: ContentType
  private let tag: String

  package init(_ bytes: [UInt8], type: ContentType) {
    plain = ByteBuffer(bytes: bytes)
    self.type = type
    tag = "W/\"" + SHA256.hash(data: bytes).prefix(12).map { String($0, radix: 36) }.joined() + "\""
    packed = Deflater.gzip(plain, level: 9).flatMap { [plain] in $0.readableBytes < plain.readableBytes ? $0 : nil }
  }

  /// - Parameter path: where it is served, to everybody.
  package func endpoint(at path: String) -> Endpoint {
    Endpoint(
      .get, path, access: .open, .init("asset", "A file of the pages"), answers: [], allowsUndeclaredQuery: true, isHidden: true
    ) { call in response(to: call.headers) }
  }

  func response(to headers: HTTPFields) -> Response {
    var response: Response
    if headers[.ifNoneMatch]?.split(separator: ",").contains(where: { $0.drop { $0 == " " } == tag }) ?? false {
      response = Response(status: .notModified)
    } else if let packed, AcceptEncoding.prefersGzip(headers[values: .acceptEncoding]) {
      response = Response(packed, type: type)
      response.headers[.contentEncoding] = "gzip"
    } else {
      response = Response(plain, type: type)
    }
    response.headers[.eTag] = tag
    response.headers[.cacheControl] = "no-cache"
    if !response.headers.contains(.vary) { response.headers[.vary] = "Accept-Encoding" }
    return response
  }
}
