import Hummingbird
import Testing

@testable import Web

struct DeadlineTests {
  private let deadlines = Deadlines(limits: .init(body: .seconds(30), answer: .seconds(60)), tick: .seconds(1))

  /// The status of a request that hangs, once `later` has passed.
  private func statusOfHanging(after later: Duration, inBody: Bool) async throws -> Int? {
    let (started, signal) = AsyncStream.makeStream(of: Void.self)
    async let answer = deadlines.answer { ticket in
      if inBody { ticket.beginBody() }
      signal.yield()
      try await Task.sleep(for: .seconds(600))
      return .text("never")
    }
    _ = await started.first { _ in true }
    deadlines.sweep(at: .now)
    deadlines.sweep(at: .now + later)
    do { return try await answer.status.code } catch { return (error as? Problem)?.status.code }
  }

  @Test func `ends an answer that takes too long with 503`() async throws {
    #expect(try await statusOfHanging(after: .seconds(61), inBody: false) == 503)
  }

  @Test func `ends a body that takes too long with 408`() async throws {
    #expect(try await statusOfHanging(after: .seconds(31), inBody: true) == 408)
  }

  @Test func `leaves a quick answer alone`() async throws {
    let answer = try await deadlines.answer { _ in .text("quick") }
    deadlines.sweep(at: .now + .seconds(1000))
    #expect(answer.status == .ok)
  }
}
