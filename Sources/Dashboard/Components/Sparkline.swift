import Web

/// The course of a figure, as small as a word. The figures themselves are in the panel's chart or table.
struct Sparkline {
  /// nil: not known.
  let values: [Double?]

  var html: HTML? {
    let known = values.compactMap { $0 }
    guard known.count > 1, let highest = known.max() else { return nil }
    let top = max(highest, .leastNonzeroMagnitude)
    let step = 1000 / Double(values.count - 1)
    let points = values.enumerated().compactMap { index, value in
      value.map { "\(Int((Double(index) * step).rounded())),\(Int((94 - 88 * max($0, 0) / top).rounded()))" }
    }
    return """
      <svg class="spark" viewBox="0 0 1000 100" preserveAspectRatio="none" aria-hidden="true">\
      <polyline points="\(points.joined(separator: " "))"/></svg>
      """
  }
}
