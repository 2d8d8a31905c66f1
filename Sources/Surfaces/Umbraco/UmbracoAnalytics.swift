import HTTPTypes
import Hummingbird
import Semantics
import Web

/// The routes of the analytics, under all the names that their callers know.
extension UmbracoAPI {
  private typealias Answer = @Sendable (UmbracoQuestion) async throws -> Response

  var analytics: [Endpoint] {
    figures("summary", .documented, "getUmbracoSummary") + figures("usage-summary", .implemented, "getUsageSummary")
      + points("timeseries", .documented, "getUmbracoTimeSeries") + points("usage-time-series", .implemented, "getUsageTimeSeries")
      + UmbracoBreakdown.allCases.flatMap { breakdown in
        let title = breakdown.rawValue.prefix(1).uppercased() + breakdown.rawValue.dropFirst()
        return items("breakdown/" + breakdown.rawValue, .documented, "getUmbracoBreakdown\(title)", breakdown)
          + items("by-" + breakdown.rawValue, .documented, "getUmbracoBy\(title)", breakdown)
          + items("usage-by-" + breakdown.rawValue, .implemented, "getUsageBreakdownBy\(title)", breakdown)
      }
  }

  private func figures(_ path: String, _ contract: UmbracoContract, _ operation: String) -> [Endpoint] {
    let schema = contract == .documented ? "UmbracoSummary" : "UmbracoUsageSummary"
    return [endpoint(path, contract, .init(operation, "Usage of a period in one row", tags: ["Umbraco.AI"]), .ref(schema)) { .umbraco(try await summary($0)) }]
  }

  private func points(_ path: String, _ contract: UmbracoContract, _ operation: String) -> [Endpoint] {
    let documentation = Endpoint.Documentation(operation, "Usage over time, without empty buckets", tags: ["Umbraco.AI"])
    return [endpoint(path, contract, documentation, .array(of: .ref("UmbracoPoint"))) { .umbraco(try await series($0)) }]
  }

  private func items(_ path: String, _ contract: UmbracoContract, _ operation: String, _ breakdown: UmbracoBreakdown) -> [Endpoint] {
    let documentation = Endpoint.Documentation(operation, "Usage by \(breakdown.rawValue)", tags: ["Umbraco.AI"])
    return [
      endpoint(path, contract, documentation, .array(of: .ref("UmbracoItem"))) { .umbraco(try await self.breakdown(breakdown, $0)) }
    ]
  }

  private func endpoint(
    _ path: String, _ contract: UmbracoContract, _ documentation: Endpoint.Documentation, _ schema: Schema, _ answer: @escaping Answer
  ) -> Endpoint {
    Endpoint(
      .get, Self.base + "/analytics/" + path, access: .scope(.read), documentation, parameters: Self.parameters(contract),
      answers: [.init(.ok, "The figures.", [.json: schema]), Self.refusal(contract)], allowsUndeclaredQuery: true
    ) { call in
      do { return try await answer(UmbracoQuestion(call, contract)) } catch let refusal as UmbracoRefusal { return refusal.response }
    }
  }

  private static func refusal(_ contract: UmbracoContract) -> Endpoint.Answer {
    contract == .documented
      ? .problem(.badRequest, "A parameter is not right.")
      : .init(.badRequest, "A parameter is not right: a bare text, or by field.", [.json: .string, .problem: .ref("UmbracoProblem")])
  }

  private static func parameters(_ contract: UmbracoContract) -> [Parameter] {
    guard contract == .documented else {
      return [
        .query("from", .string, "Included; the first instant there is, if absent."), .query("to", .string, "Not included."),
        .query("granularity", .string, "`Hourly` or `Daily`; if absent, hourly up to seven days."),
      ]
    }
    return [
      .query("from", .string, "An instant or a date; included.", isRequired: true),
      .query("to", .string, "An instant or a date; included.", isRequired: true),
      .query("granularity", .string, "`hour`, `day` (if absent), `week` or `month`; also `Hourly` and `Daily`."),
      .query("profileId", .string, "Keeps this profile."), .query("providerId", .string, "Keeps this provider."),
      .query("capability", .string, "Keeps what such models answer: " + UmbracoCapability.allCases.map(\.rawValue).joined(separator: ", ") + "."),
    ]
  }
}
