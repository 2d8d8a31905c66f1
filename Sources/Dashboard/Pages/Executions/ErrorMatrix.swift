import Semantics
import Usage

/// Agents against kinds of errors, either the most frequent first.
struct ErrorMatrix {
  private let agents: [String]
  private let categories: [String]
  private let counts: [String: [String: Int64]]

  /// What is beyond is left to the list.
  private static let agentLimit = 12

  init(_ errors: [ExecutionErrors.Error]) {
    func ranked(_ name: (ExecutionErrors.Error) -> String) -> [String] {
      let sums = Dictionary(errors.map { (name($0), $0.count) }, uniquingKeysWith: +)
      return sums.sorted { $0.value == $1.value ? $0.key < $1.key : $0.value > $1.value }.map(\.key)
    }
    agents = Array(ranked(\.agent).prefix(Self.agentLimit))
    categories = ranked(\.category)
    counts = Dictionary(grouping: errors, by: \.agent).mapValues { errors in
      Dictionary(errors.map { ($0.category, $0.count) }, uniquingKeysWith: +)
    }
  }

  private func count(_ agent: String, _ category: String) -> Value { .integer(counts[agent]?[category] ?? 0) }

  var map: HeatMap {
    HeatMap(
      title: ExecutionsTexts.agents, columns: categories,
      rows: agents.map { agent in (agent, categories.map { Figure(count(agent, $0)) }) })
  }

  var table: DataTable {
    DataTable(
      [.init("agent", ExecutionsTexts.agent)] + categories.map { .init($0, $0, .count) },
      rows: agents.map { agent in [.text(agent)] + categories.map { .init(count(agent, $0)) } })
  }
}
