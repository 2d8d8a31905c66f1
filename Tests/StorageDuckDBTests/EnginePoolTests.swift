import Foundation
import Testing

@testable import StorageDuckDB

struct EnginePoolTests {
  static let endless = "SELECT count(*) FROM range(1000000000000) a WHERE hash(a.range) = 1"
  let database = try! Database(path: nil)

  @Test func `runs blocking work on the connection's own thread`() async throws {
    let thread = try ConnectionThread(database, name: "weir-test-thread")
    let name = try await thread.run { _ in try String(contentsOfFile: "/proc/thread-self/comm", encoding: .utf8) }
    #expect(name == "weir-test-threa\n")
    let (first, second) = (try await thread.run { _ in currentThread() }, try await thread.run { _ in currentThread() })
    #expect(first == second)
  }

  @Test func `stops a query after its time and then serves the next`() async throws {
    let pool = try ConnectionPool(database, connections: 1, waitingLimit: 4)
    let failure = await #expect(throws: DuckDBFailure.self) {
      try await pool.read(timeout: .milliseconds(50)) { try $0.query(Self.endless).all() }
    }
    #expect(failure?.kind == .timedOut)
    #expect(try await one(pool) == [[.int64(1)]])
  }

  @Test func `stops a streaming answer after its time`() async throws {
    let pool = try ConnectionPool(database, connections: 1, waitingLimit: 4)
    let failure = await #expect(throws: DuckDBFailure.self) {
      try await pool.read(timeout: .milliseconds(50)) { connection in
        let rows = try connection.query("SELECT * FROM range(1000000000000)", streaming: true)
        while try rows.next() != nil {}
      }
    }
    #expect(failure?.kind == .timedOut)
  }

  @Test func `stops between the statements of one read too`() async throws {
    let pool = try ConnectionPool(database, connections: 1, waitingLimit: 4)
    let failure = await #expect(throws: DuckDBFailure.self) {
      try await pool.read(timeout: .milliseconds(50)) { connection in
        while true { _ = try connection.query("SELECT 1").all() }
      }
    }
    #expect(failure?.kind == .timedOut)
  }

  @Test func `a cancelled task stops its query`() async throws {
    let pool = try ConnectionPool(database, connections: 1, waitingLimit: 4)
    let started = AsyncStream<Void>.makeStream()
    let task = Task {
      try await pool.read(timeout: .seconds(600)) { connection in
        started.continuation.yield()
        return try connection.query(Self.endless).all()
      }
    }
    for await _ in started.stream { break }
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
    #expect(try await one(pool) == [[.int64(1)]])
  }

  @Test func `an interruption that comes late leaves the next query alone`() async throws {
    let thread = try ConnectionThread(database, name: "late")
    let first = Interruption()
    _ = try await thread.run(first) { try $0.query("SELECT 1").all() }
    let count = try await thread.run(Interruption()) { connection in
      let rows = try connection.query("SELECT * FROM range(2000000)", streaming: true)
      var count = try rows.next()?.count ?? 0
      first.interrupt(.timedOut)
      while let chunk = try rows.next() { count += chunk.count }
      return count
    }
    #expect(count == 2_000_000)
  }

  @Test func `an interruption at any moment of a read is not lost`() async throws {
    let pool = try ConnectionPool(database, connections: 1, waitingLimit: 4)
    for step in 0..<100 {
      let failure = await #expect(throws: DuckDBFailure.self) {
        try await pool.read(timeout: .microseconds(step * 10)) { try $0.query(Self.endless).all() }
      }
      #expect(failure?.kind == .timedOut)
    }
    #expect(try await one(pool) == [[.int64(1)]])
  }

  @Test func `a streaming answer that nobody reads to its end does not hold up the next query`() async throws {
    let pool = try ConnectionPool(database, connections: 1, waitingLimit: 4)
    try await pool.read(timeout: .seconds(60)) { connection in
      let rows = try connection.query("SELECT * FROM range(1000000000000) a WHERE a.range < 1000000 OR hash(a.range) = 1", streaming: true)
      #expect(try rows.next()?.columns[0].int64(0) == 0)
    }
    #expect(try await one(pool) == [[.int64(1)]])
    let second = try await pool.read(timeout: .seconds(60)) { connection in
      _ = try connection.query("SELECT * FROM range(1000000000000)", streaming: true).next()
      return try connection.query("SELECT sum(range) FROM range(1000000)").all()
    }
    #expect(second == [[.int64(499_999_500_000)]])
  }

  @Test func `those who wait are refused when they are too many`() async throws {
    let pool = try ConnectionPool(database, connections: 1, waitingLimit: 1)
    let gate = Gate()
    async let holder: Void = pool.read(timeout: .seconds(600)) { _ in gate.enterAndWait() }
    await gate.entered()
    let waiting = Task { try await pool.read(timeout: .seconds(600)) { _ in } }
    while pool.waitingCount == 0 { await Task.yield() }
    let busy = await #expect(throws: DuckDBFailure.self) { try await pool.read(timeout: .seconds(600)) { _ in } }
    #expect(busy?.kind == .busy)
    gate.open()
    try await holder
    try await waiting.value
    #expect(try await one(pool) == [[.int64(1)]])
  }

  @Test func `those who wait time out while they wait`() async throws {
    let pool = try ConnectionPool(database, connections: 1, waitingLimit: 1)
    let gate = Gate()
    async let holder: Void = pool.read(timeout: .seconds(600)) { _ in gate.enterAndWait() }
    await gate.entered()
    let late = await #expect(throws: DuckDBFailure.self) { try await pool.read(timeout: .milliseconds(50)) { _ in } }
    #expect(late?.kind == .timedOut)
    #expect(pool.waitingCount == 0)
    gate.open()
    try await holder
    #expect(try await one(pool) == [[.int64(1)]])
  }

  @Test func `serves more reads than connections, each once`() async throws {
    let pool = try ConnectionPool(database, connections: 3, waitingLimit: 1_000)
    let sum = try await withThrowingTaskGroup(of: Int64.self) { group in
      for number in 0..<300 {
        group.addTask {
          try await pool.read(timeout: .seconds(600)) {
            try $0.query("SELECT $1", [.int64(Int64(number))]).next()?.columns[0].int64(0) ?? 0
          }
        }
      }
      return try await group.reduce(0, +)
    }
    #expect(sum == 44_850)
  }

  @Test func `an error of the body comes out as it is`() async throws {
    struct Own: Error {}
    let pool = try ConnectionPool(database, connections: 1, waitingLimit: 1)
    await #expect(throws: Own.self) { try await pool.read(timeout: .seconds(60)) { _ in throw Own() } }
    #expect(try await one(pool) == [[.int64(1)]])
  }

  @Test func `a closed pool refuses`() async throws {
    let pool = try ConnectionPool(database, connections: 2, waitingLimit: 1)
    await pool.close()
    let failure = await #expect(throws: DuckDBFailure.self) { try await one(pool) }
    #expect(failure?.kind == .closed)
  }

  private func one(_ pool: ConnectionPool) async throws -> [[Value]] {
    try await pool.read(timeout: .seconds(60)) { try $0.query("SELECT 1").all() }
  }
}
