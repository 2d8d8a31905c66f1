import Synchronization

@testable import StorageDuckDB

/// Lets a store do so many statements and then none any more, as if the server had been killed before the next. What was not committed
/// by then is gone.
final class Fuse: Sendable {
  static let blown = DuckDBFailure(.other, "the server was killed")
  private let left: Mutex<Int>

  private init(_ statements: Int) { left = Mutex(statements) }

  private func step() throws(DuckDBFailure) {
    let isWhole = left.withLock { left in
      left -= 1
      return left >= 0
    }
    if !isWhole { throw Self.blown }
  }

  /// Whether the work was cut off.
  static func isCutOff(_ store: DuckDBStore, after statements: Int, _ work: () async throws -> Void) async throws -> Bool {
    let fuse = Fuse(statements)
    try await store.writer.run { $0.beforeStatement = { () throws(DuckDBFailure) in try fuse.step() } }
    var isCutOff = false
    do { try await work() } catch let failure as DuckDBFailure where failure.message == blown.message { isCutOff = true }
    try await store.writer.run { $0.beforeStatement = nil }
    return isCutOff
  }
}
