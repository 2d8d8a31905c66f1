import Web

/// How something stands, in a word and its colour.
struct StateMark {
  let kind: Notice.Kind
  let words: String

  init(_ kind: Notice.Kind, _ words: String) {
    self.kind = kind
    self.words = words
  }

  var html: HTML { "<span class=\"state \(kind.rawValue)\">\(words)</span>" }
}
