import Testing

@testable import Web

struct FailedAttemptsTests {
  @Test func `counts each address by itself, and forgets`() {
    var attempts = FailedAttempts(limit: 2, windowSeconds: 60)
    #expect([0, 1, 2].map { attempts.record(from: "a", now: $0) } == [nil, nil, 58])
    #expect(attempts.record(from: "b", now: 3) == nil)
    #expect(attempts.record(from: "a", now: 60) == nil)
  }

  @Test func `counts strangers together once its table is full`() {
    var attempts = FailedAttempts(limit: 3, windowSeconds: 60, capacity: 2)
    _ = attempts.record(from: "a", now: 0)
    _ = attempts.record(from: "b", now: 0)
    let waits = (0..<5).map { attempts.record(from: "stranger \($0)", now: 1) }
    #expect(waits.prefix(3).allSatisfy { $0 == nil })
    #expect(waits.suffix(2).allSatisfy { $0 != nil })
    #expect(attempts.record(from: "new", now: 100) == nil)
  }
}
