import HTTPTypes
import Logging
import NIOCore

/// A WebSocket that is let in: what its upgrade says, and what runs on it.
struct SocketOpening: Sendable {
  let handshake: Handshake
  let call: SocketCall
  let handler: SocketEndpoint.Handler
  let isWelcome: @Sendable () -> Bool
  /// Told once, when the connection has ended.
  let onEnd: @Sendable () -> Void

  /// Runs the handler while the connection lasts.
  func run(on connection: SocketConnection) async {
    await withTaskGroup(of: Void.self) { group in
      group.addTask { await handle(connection) }
      await withTaskCancellationHandler {
        try? await connection.channel.closeFuture.get()
      } onCancel: {
        connection.channel.close(promise: nil)
      }
      group.cancelAll()
    }
    onEnd()
  }

  private func handle(_ connection: SocketConnection) async {
    do {
      try await handler(call, connection)
      connection.close(.normal)
    } catch let closure as SocketClosure {
      connection.close(closure.code, closure.reason)
    } catch let problem as Problem {
      connection.close(problem.headers.contains(.retryAfter) ? .tryAgainLater : .policyViolation, problem.detail ?? problem.title)
    } catch {
      if connection.isOpen { call.logger.error("a socket's handler failed", metadata: ["error": "\(error)"]) }
      connection.close(.internalError)
    }
  }
}
