import Backup

/// A backup's tables and what they add up to, for a terminal.
enum BackupTable {
  static func text(_ manifest: BackupManifest) -> String {
    let tables = Dictionary(grouping: manifest.parts.map(\.content), by: \.table).sorted { $0.key < $1.key }
    let rows = tables.map { table, contents in
      let totals = contents.map(\.totals)
      return [
        table, "\(totals.reduce(0) { $0 + $1.rows })", sum("total_tokens", totals), sum("cost_nano", totals),
        totals.compactMap { $0.spans["timestamp"]?.first }.min() ?? "", totals.compactMap { $0.spans["timestamp"]?.last }.max() ?? "",
      ]
    }
    return TextTable(
      header: ["table", "rows", "total_tokens", "cost_nano", "first", "last"], rows: rows, numbers: [false, true, true, true, false, false]
    ).text
  }

  private static func sum(_ column: String, _ totals: [BackupTotals]) -> String {
    let sums = totals.compactMap { $0.sums[column].flatMap { Int128($0) } }
    return sums.isEmpty ? "" : "\(sums.reduce(0, +))"
  }
}
