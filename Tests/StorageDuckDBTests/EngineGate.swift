import Foundation
import Synchronization

/// Holds a thread until the test lets it go, and tells the test when the thread has arrived.
final class Gate: Sendable {
  private let arrival = AsyncStream<Void>.makeStream()
  private let opening = DispatchSemaphore(value: 0)

  func enterAndWait() {
    arrival.continuation.yield()
    opening.wait()
  }

  func entered() async { for await _ in arrival.stream { return } }

  func open() { opening.signal() }
}

func currentThread() -> UInt { UInt(bitPattern: pthread_self().hashValue) }
