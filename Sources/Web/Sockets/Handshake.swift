import Crypto
import FoundationEssentials
import HTTPTypes

/// A request to turn the connection into a WebSocket (RFC 6455, 4.2).
struct Handshake: Hashable {
  enum Fault: Error { case noUpgrade, version, key }

  /// The proof that the server speaks the protocol.
  let accept: String

  init(_ request: HTTPRequest) throws(Fault) {
    let fields = request.headerFields
    guard request.method == .get, fields.lists("websocket", in: .upgrade), fields.lists("upgrade", in: .connection) else {
      throw .noUpgrade
    }
    // A body would stand between the request and the first frame.
    guard fields[.transferEncoding] == nil, fields[.contentLength] ?? "0" == "0" else { throw .noUpgrade }
    guard fields[.secWebSocketVersion] == "13" else { throw .version }
    guard let key = fields[.secWebSocketKey], Data(base64Encoded: key)?.count == 16 else { throw .key }
    accept = Data(Insecure.SHA1.hash(data: Data((key + Self.identifier).utf8))).base64EncodedString()
  }

  private static let identifier = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
}

extension Problem {
  /// nil: the request asks for no socket at all.
  init?(_ fault: Handshake.Fault) {
    switch fault {
    case .noUpgrade: return nil
    case .version:
      self.init(.upgradeRequired, "WebSockets have version 13 here.", headers: [.upgrade: "websocket", .secWebSocketVersion: "13"])
    case .key: self.init(.badRequest, "Sec-WebSocket-Key is 16 bytes in base64.")
    }
  }
}

extension HTTPFields {
  fileprivate func lists(_ token: String, in name: HTTPField.Name) -> Bool {
    self[values: name].contains { field in
      field.split(separator: ",").contains { $0.filter { $0 != " " && $0 != "\t" }.lowercased() == token }
    }
  }
}
