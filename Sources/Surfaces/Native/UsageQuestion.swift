import NIOCore
import Semantics
import Web

/// The body of `POST /v1/usage/query`.
enum UsageQuestion {
  static func read(_ body: ByteBuffer) throws(Problem) -> QueryDocument {
    try JSONBody.read(body, "a question")
  }

  static let schema: Schema = .object(
    [
      "metrics": .array(of: .oneOf(Metric.allCases.map(\.name))), "dimensions": .array(of: .string),
      "granularity": .oneOf(Granularity.allCases.map(\.name)), "filter": filter, "period": .string, "from": .string, "to": .string,
      "end": .oneOf(["inclusive", "exclusive"]), "zone": .string, "compare": .boolean, "order": .array(of: .string),
      "limit": .integer(1...10_000), "offset": .integer(0...1_000_000), "fill": .boolean,
    ],
    optional: ["dimensions", "granularity", "filter", "period", "from", "to", "end", "zone", "compare", "order", "limit", "offset", "fill"])

  private static let filter: Schema = [
    "type": "object",
    "description":
      "{\"and\": [...]}, {\"or\": [...]}, {\"not\": {...}}, or {\"dimension\": name} with one of equals, in, prefix, contains, is_null.",
  ]
}
