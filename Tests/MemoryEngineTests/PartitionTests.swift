import MemoryEngine
import QueryCases
import Semantics
import Testing
import Usage

@Suite struct PartitionTests {
  /// Whatever the records are grouped by, additive metrics of the parts add up to those of the whole.
  @Test(arguments: 0..<40) func `the sum over any partition is the whole`(seed: Int) async throws {
    let test = QueryCase(seed: UInt64(seed))
    let metrics = Array(Metric.allCases.filter { $0.definition.isAdditive && $0.stored != .real }.prefix(Plan.Bounds.metrics))
    let engine = MemoryEngine(test.events)
    let partitions: [[Dimension]] =
      Granularity.allCases.map { [.time($0)] } + Attribute.allCases.map { [.by($0)] } + [[.tag("team")], [.by(.model), .time(.hour)]]
    let whole = try await sums(engine, test, metrics, [])
    for dimensions in partitions { #expect(try await sums(engine, test, metrics, dimensions) == whole, "\(dimensions)") }
  }

  private func sums(_ engine: MemoryEngine, _ test: QueryCase, _ metrics: [Metric], _ dimensions: [Dimension]) async throws -> [Int64] {
    // Two days, so that even buckets of ten minutes are within their bounds.
    let query = Query(metrics, by: dimensions, where: test.query.filter, period: .hours(48), zone: test.query.zone, limit: 10_000)
    let result = try await engine.run(try Plan(query, scope: .all, now: test.now), budget: QueryBudget())
    return metrics.indices.map { index in
      result.rows.reduce(0) { sum, row in
        switch row[dimensions.count + index] {
        case .integer(let number): sum + number
        case .money(let amount): sum + amount.nanos
        default: sum
        }
      }
    }
  }
}
