import Hummingbird
import Synchronization

extension Deadlines {
  /// One request in flight. Whoever ends it first decides the answer.
  final class Ticket: Sendable {
    private struct State {
      var continuation: CheckedContinuation<Response, any Error>?
      var task: Task<Void, Never>?
      var hasEnded = false
      var bodyDeadline: ContinuousClock.Instant?
    }

    private let limits: Limits
    private let started = ContinuousClock.now
    private let state = Mutex(State())

    init(limits: Limits) { self.limits = limits }

    func start(_ continuation: CheckedContinuation<Response, any Error>, work: @escaping @Sendable () async throws -> Response) {
      let isCancelled = state.withLock { state in
        if !state.hasEnded { state.continuation = continuation }
        return state.hasEnded
      }
      guard !isCancelled else { return continuation.resume(throwing: CancellationError()) }
      let task = Task {
        do { self.end(.success(try await work())) } catch { self.end(.failure(error)) }
      }
      let hasEnded = state.withLock { state in
        if !state.hasEnded { state.task = task }
        return state.hasEnded
      }
      if hasEnded { task.cancel() }
    }

    func beginBody() { state.withLock { $0.bodyDeadline = .now + limits.body } }
    func endBody() { state.withLock { $0.bodyDeadline = nil } }

    func check(at now: ContinuousClock.Instant) {
      let bodyDeadline = state.withLock { $0.bodyDeadline }
      if let bodyDeadline {
        if now >= bodyDeadline { end(.failure(Problem(.requestTimeout, "The body took longer than \(limits.body.components.seconds) s."))) }
      } else if now >= started + limits.answer {
        end(.failure(Problem.busy("The answer took longer than \(limits.answer.components.seconds) s.", retryAfter: 5)))
      }
    }

    func end(_ result: Result<Response, any Error>) {
      let (continuation, task) = state.withLock { state in
        defer {
          state.continuation = nil
          state.task = nil
          state.hasEnded = true
        }
        return (state.continuation, state.task)
      }
      guard let continuation else { return }
      continuation.resume(with: result)
      task?.cancel()
    }
  }
}
