/// What a WebSocket may ask of the server.
package struct SocketLimits: Hashable, Sendable {
  package var frameBytes = 64 << 10
  package var messageBytes = 1 << 20
  /// Bytes that may wait for a client to read them.
  package var outgoingBytes = 256 << 10
  /// A client from which nothing came between two pings is gone.
  package var pingInterval: Duration = .seconds(20)
  /// How long a close waits for the client's own.
  package var closeTimeout: Duration = .seconds(2)
  /// Of all connections.
  package var connections = 3072

  package init() {}
}
