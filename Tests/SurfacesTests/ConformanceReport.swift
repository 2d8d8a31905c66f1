/// How many of a contract's cases a suite answered like the original, and how many differently on purpose. Printed as one line, of which
/// `make conformance` makes its table.
struct ConformanceReport {
  /// "auto-analyst"; and which of its suites, "main, duckdb".
  let api: String
  let part: String
  private(set) var equal = 0
  private(set) var accepted = 0
  private(set) var failures: [String] = []

  init(_ api: String, _ part: String) {
    self.api = api
    self.part = part
  }

  mutating func countEqual() { equal += 1 }
  mutating func countAccepted() { accepted += 1 }
  mutating func countFailing(_ what: String) { failures.append(what) }

  var line: String {
    let cases = equal + accepted + failures.count
    return "conformance \(api) (\(part)): \(cases) cases, \(equal) equal, \(accepted) accepted, \(failures.count) failing"
  }
}
