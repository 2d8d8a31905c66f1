import Hummingbird
import NIOCore
import Web

/// Records as one JSON array, however many there are: page by page, no faster than the client takes them. While a page is written, the
/// next one is read.
struct RecordWalk<Page: Sendable>: Sendable {
  /// The page after another one, or the first, with at most so many records; nil after the last.
  let read: @Sendable (_ after: Page?, _ limit: Int) async throws -> Page?
  /// Returns how many records the page has.
  let write: @Sendable (Page, inout JSONWriter) -> Int

  /// The first page is read before the answer begins, so that a question that fails still gets its status.
  var response: Response {
    get async throws {
      let first = try await read(nil, PageSize().limit)
      let body = ResponseBody { writer in
        var page = first
        var size = PageSize(), separator = "["
        while let current = page {
          let limit = size.limit
          async let following = read(current, limit)
          var json = JSONWriter(reservingCapacity: size.bytes)
          if case let count = write(current, &json), count > 0 {
            size.note(count, bytes: json.buffer.readableBytes)
            try await writer.write(ByteBuffer(string: separator))
            try await writer.write(json.buffer)
            separator = ","
          }
          page = try await following
        }
        try await writer.write(ByteBuffer(string: separator == "[" ? "[]" : "]"))
        try await writer.finish(nil)
      }
      return Response(status: .ok, headers: [.contentType: ContentType.json.header], body: body)
    }
  }
}
