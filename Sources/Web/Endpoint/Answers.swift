import FoundationEssentials
import HTTPTypes
import Hummingbird

// The usual answers.
extension Response {
  package init(_ body: ByteBuffer, type: ContentType, status: HTTPResponse.Status = .ok) {
    self.init(status: status, headers: [.contentType: type.header], body: ResponseBody(byteBuffer: body))
  }

  package static func json(_ value: JSONValue, status: HTTPResponse.Status = .ok, type: ContentType = .json) -> Response {
    var writer = JSONWriter()
    value.write(to: &writer)
    return Response(writer.buffer, type: type, status: status)
  }

  package static func json(_ writer: JSONWriter, status: HTTPResponse.Status = .ok) -> Response {
    Response(writer.buffer, type: .json, status: status)
  }

  /// For the written-out response structs: sorted keys, slashes as they are.
  package static func json(encoding value: some Encodable, status: HTTPResponse.Status = .ok) throws -> Response {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return Response(ByteBuffer(bytes: try encoder.encode(value)), type: .json, status: status)
  }

  package static func csv(_ writer: CSVWriter, fileName: String? = nil) -> Response {
    var response = Response(writer.buffer, type: .csv)
    if let fileName { response.headers[.contentDisposition] = "attachment; filename=\"\(fileName.filter { $0 != "\"" && $0 != "\\" })\"" }
    return response
  }

  package static func html(_ page: HTML, status: HTTPResponse.Status = .ok) -> Response {
    Response(ByteBuffer(string: page.source), type: .html, status: status)
  }

  package static func text(_ text: String, status: HTTPResponse.Status = .ok) -> Response {
    Response(ByteBuffer(string: text), type: .text, status: status)
  }

  package static func redirect(to location: String) -> Response {
    Response(status: .seeOther, headers: [.location: location])
  }
}
