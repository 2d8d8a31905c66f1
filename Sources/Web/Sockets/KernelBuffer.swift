import NIOCore

/// Left alone, Linux lets four megabytes wait for a client that does not read, in memory that no limit of this process covers.
enum KernelBuffer {
  private static let bytes = 64 << 10

  /// For connections on which the server speaks unasked.
  static func bound(_ channel: any Channel) {
    channel.setOption(.socketOption(.so_sndbuf), value: SocketOptionValue(bytes)).whenFailure { _ in }
  }
}
