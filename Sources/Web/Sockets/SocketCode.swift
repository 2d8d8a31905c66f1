/// Why a WebSocket ends (RFC 6455, 7.4).
package struct SocketCode: RawRepresentable, Hashable, Sendable {
  package let rawValue: UInt16

  package init(rawValue: UInt16) { self.rawValue = rawValue }

  package static let normal = SocketCode(rawValue: 1000)
  /// The server stops.
  package static let goingAway = SocketCode(rawValue: 1001)
  package static let protocolError = SocketCode(rawValue: 1002)
  package static let unsupportedData = SocketCode(rawValue: 1003)
  package static let invalidText = SocketCode(rawValue: 1007)
  package static let policyViolation = SocketCode(rawValue: 1008)
  package static let messageTooBig = SocketCode(rawValue: 1009)
  package static let internalError = SocketCode(rawValue: 1011)
  /// The client reads too slowly; it may come back.
  package static let tryAgainLater = SocketCode(rawValue: 1013)

  /// What a close frame may carry: the codes of the standard that are not reserved for use without a frame, and those of applications.
  var isSendable: Bool {
    switch rawValue {
    case 1000...1003, 1007...1014, 3000...4999: true
    default: false
    }
  }
}

/// Thrown by a socket's handler to close it with a code of its choice.
package struct SocketClosure: Error, Hashable {
  package let code: SocketCode
  package let reason: String

  /// - Parameter reason: at most 123 bytes of it are sent.
  package init(_ code: SocketCode, _ reason: String = "") {
    self.code = code
    self.reason = reason
  }
}
