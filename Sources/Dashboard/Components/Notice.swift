import Web

/// A word to the reader that belongs to no figure.
struct Notice {
  enum Kind: String { case info, good, warning, bad }

  var kind: Kind = .warning
  let text: HTML

  init(_ kind: Kind = .warning, _ text: HTML) {
    self.kind = kind
    self.text = text
  }

  var html: HTML { "<div class=\"notice \(kind.rawValue)\" role=\"status\">\(text)</div>\n" }
}
