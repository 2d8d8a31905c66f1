import MemoryEngine
import Semantics
import Usage

/// Holds an engine against the reference.
package struct Agreement: Sendable {
  package typealias Engine = QueryEngine & RecordSource

  private let make: @Sendable ([UsageEvent]) async throws -> any Engine

  /// - Parameter make: an engine that holds these records and no others.
  package init(_ make: @escaping @Sendable ([UsageEvent]) async throws -> any Engine) { self.make = make }

  /// What the engine answers otherwise than the reference, for people to read; empty if it agrees. `asked` tells how many of the seeds
  /// gave a question that could be asked.
  package func disagreements(_ seeds: Range<UInt64>) async throws -> (found: [String], asked: Int) {
    var found: [String] = [], asked = 0
    for seed in seeds {
      let test = QueryCase(seed: seed)
      guard let plan = test.plan else { continue }
      asked += 1
      let engine = try await make(test.events)
      let reference = MemoryEngine(test.events)
      let expected = await Self.answer(reference, plan), answer = await Self.answer(engine, plan)
      if let difference = Self.difference(expected, answer) { found.append("seed \(seed): \(difference)\n  \(plan)") }
      if let difference = try await recordDifference(test, engine, reference) { found.append("seed \(seed): \(difference)") }
    }
    return (found, asked)
  }

  private static func answer(_ engine: any QueryEngine, _ plan: Plan) async -> Result<QueryResult, QueryFailure> {
    do throws(QueryFailure) { return .success(try await engine.run(plan, budget: .patient)) } catch { return .failure(error) }
  }

  private static func difference(_ expected: Result<QueryResult, QueryFailure>, _ answer: Result<QueryResult, QueryFailure>) -> String? {
    switch (expected, answer) {
    case (.failure(let left), .failure(let right)): left == right ? nil : "failed with \(right) instead of \(left)"
    case (.success(let left), .success(let right)): difference(left, right)
    case (.failure(let left), .success): "answered instead of failing with \(left)"
    case (.success, .failure(let right)): "failed with \(right)"
    }
  }

  /// nil if they say the same.
  package static func difference(_ expected: QueryResult, _ answer: QueryResult) -> String? {
    if let difference = difference(expected.rows, answer.rows) { return difference }
    if let difference = difference(expected.previous ?? [], answer.previous ?? []) { return "period before: " + difference }
    if expected.isTruncated != answer.isTruncated { return "isTruncated is \(answer.isTruncated)" }
    if expected.interval != answer.interval { return "interval \(answer.interval) instead of \(expected.interval)" }
    return nil
  }

  private static func difference(_ expected: [[Value]], _ answer: [[Value]]) -> String? {
    for (index, (left, right)) in zip(expected, answer).enumerated() where !zip(left, right).allSatisfy(isSame) {
      return "row \(index) is \(right) instead of \(left)"
    }
    return expected.count == answer.count ? nil : "\(answer.count) rows instead of \(expected.count)"
  }

  /// Doubles may differ in their last digits: engines need not interpolate in the same order of operations.
  private static func isSame(_ left: Value, _ right: Value) -> Bool {
    if case (.real(let a), .real(let b)) = (left, right) { return abs(a - b) <= 1e-12 * max(abs(a), abs(b)) }
    return left == right
  }

  private func recordDifference(_ test: QueryCase, _ engine: any Engine, _ reference: MemoryEngine) async throws -> String? {
    for arrangement in [RecordQuery.Arrangement.newestFirst, .arrival] {
      var cursor: RecordQuery.Cursor?
      repeat {
        let query = try RecordQuery(
          scope: test.scope, where: test.query.filter, period: test.query.period, zone: test.query.zone, arrangement: arrangement,
          limit: 40, after: cursor, offset: cursor == nil ? Int(test.seed % 4) : 0, now: test.now)
        let expected = await reference.records(query, budget: .patient)
        let answer = try await engine.records(query, budget: .patient)
        if expected != answer { return "records by \(arrangement) after \(cursor.map(\.description) ?? "the beginning") differ" }
        cursor = expected.next
      } while cursor != nil
    }
    return nil
  }
}
