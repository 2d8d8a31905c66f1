import Foundation

/// Where an answer is not the original's. Numbers may differ in their last digits, and entries that tie in their order may change places.
struct AnswerDifference: Hashable {
  let path: String
  let expected: RecordedJSON?
  let actual: RecordedJSON?

  static func all(_ expected: RecordedJSON, _ actual: RecordedJSON) -> [AnswerDifference] {
    var search = Search()
    search.compare(expected, actual, "", name: nil)
    return search.found
  }

  /// By the list's name: what tells its entries apart, and what they are sorted by, descending.
  private static let lists: [String: (identity: String, order: String?)] = [
    "model_usage": ("model_name", "tokens"), "top_users": ("user_id", "tokens"), "model_costs": ("model_name", "cost"),
    "models": ("name", nil), "model_metrics": ("name", "avg_tokens"), "model_performance": ("model_name", "total_executions"),
    "failed_agents": ("agent_name", "failure_count"), "executions": ("execution_id", "created_at"),
    "error_types": ("error_type", "count"), "common_errors": ("error_type", "count"), "error_by_agent": ("agent_name", "error_count"),
    "models_data": ("model_name", "avg_rating"), "feedback": ("feedback_id", "created_at"),
  ]

  private struct Search {
    var found: [AnswerDifference] = []

    mutating func compare(_ expected: RecordedJSON, _ actual: RecordedJSON, _ path: String, name: String?) {
      switch (expected, actual) {
      case (.number(let a), .number(let b)):
        let tolerance = name == "success_rate" ? 1e-6 : 1e-9
        if abs(a - b) > tolerance * max(1, abs(a), abs(b)) { add(path, expected, actual) }
      case (.object(let a), .object(let b)):
        for key in Set(a.keys).union(b.keys).sorted() { member(a[key], b[key], path + "." + key, key) }
      case (.array(let a), .array(let b)): list(a, b, path, name: name)
      default: if expected != actual { add(path, expected, actual) }
      }
    }

    private mutating func member(_ expected: RecordedJSON?, _ actual: RecordedJSON?, _ path: String, _ name: String) {
      guard let expected, let actual else { return add(path, expected, actual) }
      compare(expected, actual, path, name: name)
    }

    private mutating func list(_ expected: [RecordedJSON], _ actual: [RecordedJSON], _ path: String, name: String?) {
      let users = expected.first?["total_executions"] == nil ? ("user_id", "tokens") : ("user_id", "total_executions")
      guard let rule = name == "users" ? users : name.flatMap({ lists[$0] }), let a = keyed(expected, rule.0), let b = keyed(actual, rule.0)
      else {
        if expected.count != actual.count { add(path + " length", .number(Double(expected.count)), .number(Double(actual.count))) }
        for (index, pair) in zip(expected, actual).enumerated() { compare(pair.0, pair.1, "\(path)[\(index)]", name: nil) }
        return
      }
      if let order = rule.1, !isDescending(actual.compactMap { $0[order] }) { add(path + " order", nil, nil) }
      for key in Set(a.keys).union(b.keys) {
        member(a[key], b[key], "\(path)[\(key)]", "")
      }
    }

    private func keyed(_ list: [RecordedJSON], _ identity: String) -> [RecordedJSON: RecordedJSON]? {
      let pairs = list.compactMap { entry in entry[identity].map { ($0, entry) } }
      return pairs.count == list.count ? Dictionary(pairs, uniquingKeysWith: { first, _ in first }) : nil
    }

    private func isDescending(_ keys: [RecordedJSON]) -> Bool {
      zip(keys, keys.dropFirst()).allSatisfy { pair in
        switch pair {
        case (.number(let a), .number(let b)): a >= b
        case (.string(let a), .string(let b)): a >= b
        default: true
        }
      }
    }

    private mutating func add(_ path: String, _ expected: RecordedJSON?, _ actual: RecordedJSON?) {
      found.append(AnswerDifference(path: path, expected: expected, actual: actual))
    }
  }
}
