import HTTPTypes
import Hummingbird
import NIOCore
import Web

extension Response {
  /// With the headers that the product's answers carry.
  static func umbraco(_ body: ByteBuffer) -> Response {
    Response(
      status: .ok,
      headers: [.contentType: "application/json; charset=utf-8", .cacheControl: "no-store, must-revalidate, no-cache, max-age=0"],
      body: ResponseBody(byteBuffer: body))
  }

  static func umbraco(_ value: some UmbracoAnswer) -> Response {
    var writer = JSONWriter()
    value.write(to: &writer)
    return umbraco(writer.buffer)
  }

  /// A bare list.
  static func umbraco(_ values: [some UmbracoAnswer]) -> Response {
    var writer = JSONWriter(reservingCapacity: 64 + values.count * 192)
    writer.array { writer in for value in values { value.write(to: &writer) } }
    return umbraco(writer.buffer)
  }
}

/// Something with a place on the wire. Its keys are written in ascending order, as the product does.
protocol UmbracoAnswer: Sendable {
  func write(to writer: inout JSONWriter)
}
