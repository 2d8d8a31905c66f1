import Semantics

extension Attribute {
  /// "Model", "User", "Error type"
  var title: String { Condition(self, "").title }
}

extension Condition {
  /// What it is about: "Model", "User", "Tag team".
  var title: String {
    if case .tag(let key) = self.key { return ComponentsTexts.tag(key) }
    let words = name.split(separator: "_").filter { $0 != "id" }.joined(separator: " ")
    return words.prefix(1).uppercased() + words.dropFirst()
  }
}
