import Testing

@testable import StorageDuckDB

struct EngineTimeTests {
  private let start = ContinuousClock.now

  private func read(_ body: @Sendable (Connection) throws -> Void) async throws -> Duration {
    let pool = try ConnectionPool(try Database(path: nil), connections: 1, waitingLimit: 1)
    let time = EngineTime()
    try await EngineTime.$current.withValue(time) { try await pool.read(timeout: .seconds(60), body) }
    return time.total
  }

  @Test func `counts the calls of the engine`() async throws {
    let begin = ContinuousClock.now
    let total = try await read { _ = try $0.query("SELECT sum(hash(range)) FROM range(1000000)").all() }
    #expect(total > .zero)
    #expect(total < ContinuousClock.now - begin)
  }

  @Test func `does not count what is done between them`() async throws {
    #expect(try await read { _ in for _ in 0..<1000 { _ = String(describing: start) } } == .zero)
  }

  @Test func `counts nothing for others`() async throws {
    let thread = try ConnectionThread(try Database(path: nil), name: "others")
    let time = EngineTime()
    _ = try await thread.run { try $0.query("SELECT 1").all() }
    #expect(time.total == .zero)
  }

  @Test func `counts calls that overlap once`() {
    let time = EngineTime()
    func at(_ seconds: Int) -> ContinuousClock.Instant { start + .seconds(seconds) }
    time.begin(at: at(0))
    time.begin(at: at(1))
    time.end(at: at(3))
    time.end(at: at(4))
    time.begin(at: at(10))
    time.end(at: at(11))
    #expect(time.total == .seconds(5))
  }
}
