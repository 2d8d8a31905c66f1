import Web

/// A labelled field of a form. What is wrong with it stands beneath it and is tied to it.
struct FormField: Sendable {
  enum Kind: Sendable {
    case text, number, date, multiline, checkbox
    case choice([(value: String, title: String)])
  }

  let name: String
  let label: String
  var kind: Kind = .text
  var value = ""
  var hint: String?
  var isRequired = false

  init(_ name: String, _ label: String, _ kind: Kind = .text, value: String = "", hint: String? = nil, isRequired: Bool = false) {
    self.name = name
    self.label = label
    self.kind = kind
    self.value = value
    self.hint = hint
    self.isRequired = isRequired
  }

  /// - Parameter prefix: makes ids unique where a page has several forms.
  func html(prefix: String, value: String, error: String?) -> HTML {
    let id = prefix + "-" + name
    let notes = [hint == nil ? nil : id + "-hint", error == nil ? nil : id + "-error"].compactMap { $0 }.joined(separator: " ")
    let state: HTML = """
      id="\(id)" name="\(name)"\(" required", if: isRequired)\(" aria-invalid=\"true\"", if: error != nil)\
      \(notes.isEmpty ? nil : " aria-describedby=\"\(notes)\"")
      """
    return """
      <div class="field\(" check", if: isCheckbox)"><label for="\(id)">\(label)</label>\(input(state, value))\
      \(hint.map { "<p class=\"note\" id=\"\(id)-hint\">\($0)</p>" })\
      \(error.map { "<p class=\"wrong\" id=\"\(id)-error\">\($0)</p>" })</div>

      """
  }

  private var isCheckbox: Bool { if case .checkbox = kind { true } else { false } }

  private func input(_ state: HTML, _ value: String) -> HTML {
    switch kind {
    case .text: "<input \(state) type=\"text\" value=\"\(value)\" maxlength=\"1000\" autocomplete=\"off\">"
    case .number: "<input \(state) type=\"number\" value=\"\(value)\" min=\"0\" step=\"any\" inputmode=\"decimal\">"
    case .date: "<input \(state) type=\"date\" value=\"\(value)\">"
    case .multiline: "<textarea \(state) rows=\"8\" spellcheck=\"false\">\(value)</textarea>"
    case .checkbox: "<input \(state) type=\"checkbox\" value=\"true\"\(" checked", if: value == "true")>"
    case .choice(let options):
      "<select \(state)>\(options.map { "<option value=\"\($0.value)\"\(" selected", if: $0.value == value)>\($0.title)</option>" })</select>"
    }
  }
}
