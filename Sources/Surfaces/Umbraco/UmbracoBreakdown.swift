import Semantics
import Usage
import Web

/// One row of a breakdown.
struct UmbracoItem: UmbracoAnswer {
  /// null on the wire where the product's documentation has no id: what ran by itself.
  let dimension: String?
  let name: String?
  let counts: UmbracoCounts
  /// Of the requests.
  let percentage: Double

  func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("cachedInputTokens", counts.cachedInputTokens)
      writer.member("dimension", dimension)
      writer.member("dimensionName", name)
      writer.member("percentage", percentage)
      writer.member("requestCount", counts.requests)
      writer.member("totalTokens", counts.totalTokens)
    }
  }
}

extension UmbracoAPI {
  func breakdown(_ breakdown: UmbracoBreakdown, _ question: UmbracoQuestion) async throws -> [UmbracoItem] {
    let dimensions = breakdown.dimensions(question.contract)
    let plan = try question.plan(UmbracoCounts.metrics + [.lastSeen], by: dimensions.map(Dimension.by), now: clock.now())
    let groups = UmbracoGroups(try await engine.run(plan, budget: budget).rows, breakdown, question.contract)
    let names = breakdown == .user ? try await names.names(of: groups.ids, in: question.scope) : [:]
    let total = groups.sorted.reduce(0) { $0 + $1.counts.requests }
    return groups.sorted.map { group in
      let label = breakdown.label(group.key, name: group.key.id.flatMap { names[$0] } ?? group.name, question.contract)
      return UmbracoItem(
        dimension: label.dimension, name: label.name, counts: group.counts,
        percentage: question.contract.share(group.counts.requests, of: total))
    }
  }
}
