/// All series of one name.
struct PrometheusFamily {
  enum Kind: String { case counter, gauge, histogram }

  /// Keeps a label with endless values from filling the memory.
  private static let capacity = 5000

  let kind: Kind
  /// By their labels as rendered.
  var series: [String: any PrometheusCell] = [:]

  init(kind: Kind) { self.kind = kind }

  mutating func cell<Cell: PrometheusCell>(_ kind: Kind, labels: String, make: () -> Cell) -> Cell? {
    guard kind == self.kind else { return nil }
    if let cell = series[labels] { return cell as? Cell }
    guard series.count < Self.capacity else { return nil }
    let cell = make()
    series[labels] = cell
    return cell
  }

  func text(name: String, help: String?) -> String {
    guard !series.isEmpty else { return "" }
    var text = help.map { "# HELP \(name) \(PrometheusText.help($0))\n" } ?? ""
    text += "# TYPE \(name) \(kind.rawValue)\n"
    for (labels, cell) in series.sorted(by: { $0.key < $1.key }) { cell.write(name: name, labels: labels, to: &text) }
    return text
  }
}

protocol PrometheusCell: AnyObject, Sendable {
  /// - Parameter labels: as rendered, without braces.
  func write(name: String, labels: String, to text: inout String)
}
