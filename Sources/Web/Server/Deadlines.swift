import Hummingbird
import Synchronization

/// Answers requests that take too long, whether or not their handlers notice. One sweep a tick looks at all requests in flight, so a
/// request costs no timer.
final class Deadlines: Sendable {
  struct Limits: Sendable {
    var body: Duration
    var answer: Duration
  }

  private let limits: Limits
  private let tick: Duration
  private let running = Mutex<(next: UInt64, tickets: [UInt64: Ticket])>((0, [:]))

  init(limits: Limits, tick: Duration) {
    self.limits = limits
    self.tick = tick
  }

  /// Sweeps until its task is cancelled.
  func run() async {
    while (try? await Task.sleep(for: tick)) != nil { sweep(at: .now) }
  }

  func sweep(at now: ContinuousClock.Instant) {
    let tickets = running.withLock { Array($0.tickets.values) }
    for ticket in tickets { ticket.check(at: now) }
  }

  /// Does the work in a task of its own. Throws a `Problem` (408 or 503) at the deadline and cancels the work; what it still does is
  /// nobody's concern then.
  /// - Parameter patience: in place of the usual time for an answer.
  func answer(
    within patience: Duration? = nil, _ work: @escaping @Sendable (Ticket) async throws -> Response
  ) async throws -> Response {
    let ticket = Ticket(limits: Limits(body: limits.body, answer: patience ?? limits.answer))
    let id = running.withLock { running in
      running.next += 1
      running.tickets[running.next] = ticket
      return running.next
    }
    defer { running.withLock { _ = $0.tickets.removeValue(forKey: id) } }
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        ticket.start(continuation) { try await work(ticket) }
      }
    } onCancel: {
      ticket.end(.failure(CancellationError()))
    }
  }
}
