/// A test of a lower-case name: alternatives of conjunctions of clauses. Scripts/generate-prices documents the written form.
struct MatchRule: Sendable {
  enum Kind: UInt8, Sendable {
    case equals = 61  // =
    case begins = 94  // ^
    case ends = 36  // $
    case contains = 126  // ~
    case digits = 35  // #
  }

  struct Clause: Sendable {
    let kind: Kind
    let isNegated: Bool
    let text: [UInt8]
  }

  let alternatives: [[Clause]]

  init?(_ text: String) {
    var alternatives: [[Clause]] = []
    for alternative in text.utf8.split(separator: UInt8(ascii: "|"), omittingEmptySubsequences: false) {
      var clauses: [Clause] = []
      for written in alternative.split(separator: UInt8(ascii: "&"), omittingEmptySubsequences: false) {
        guard let clause = Clause(written) else { return nil }
        clauses.append(clause)
      }
      alternatives.append(clauses)
    }
    self.alternatives = alternatives
  }

  func matches(_ name: [UInt8]) -> Bool {
    alternatives.contains { $0.allSatisfy { $0.matches(name) } }
  }

  /// The names that this rule is, where it is nothing but names: they are found by a table instead of a search.
  var names: [String]? {
    var names: [String] = []
    for clauses in alternatives {
      guard clauses.count == 1, clauses[0].kind == .equals, !clauses[0].isNegated else { return nil }
      names.append(String(decoding: clauses[0].text, as: UTF8.self))
    }
    return names
  }
}

extension MatchRule.Clause {
  fileprivate init?(_ written: Substring.UTF8View) {
    let isNegated = written.first == UInt8(ascii: "!")
    let rest = isNegated ? written.dropFirst() : written
    guard let kind = rest.first.flatMap(MatchRule.Kind.init), rest.count > 1 else { return nil }
    self.init(kind: kind, isNegated: isNegated, text: Array(rest.dropFirst()))
  }

  fileprivate func matches(_ name: [UInt8]) -> Bool { holds(name) != isNegated }

  private func holds(_ name: [UInt8]) -> Bool {
    switch kind {
    case .equals: name == text
    case .begins: name.starts(with: text)
    case .ends: name.count >= text.count && name[(name.count - text.count)...].elementsEqual(text)
    case .contains: isPart(of: name)
    case .digits: fits(name)
    }
  }

  private func isPart(of name: [UInt8]) -> Bool {
    guard name.count >= text.count else { return false }
    return (0...(name.count - text.count)).contains { name[$0] == text[0] && name[$0..<($0 + text.count)].elementsEqual(text) }
  }

  private func fits(_ name: [UInt8]) -> Bool {
    let isOpen = text.last == UInt8(ascii: "*")
    let pattern = isOpen ? text.dropLast() : text[...]
    guard isOpen ? name.count >= pattern.count : name.count == pattern.count else { return false }
    return zip(pattern, name).allSatisfy { sign, byte in
      sign == UInt8(ascii: "#") ? (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) : sign == byte
    }
  }
}
