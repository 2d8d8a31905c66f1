import Web

/// The filters in force, each with a way to be rid of it.
struct FilterChips {
  let path: String
  let selection: Selection

  var html: HTML? {
    guard !selection.conditions.isEmpty else { return nil }
    let clear: HTML = "<li><a class=\"clear\" href=\"\(selection.unfiltered().address(path))\">Remove all</a></li>"
    return "<ul class=\"chips\" aria-label=\"Filters\">\(selection.conditions.map(chip))\(clear, if: selection.conditions.count > 1)</ul>"
  }

  private func chip(_ condition: Condition) -> HTML {
    let value: HTML = condition.value.isEmpty ? "<i>none</i>" : "<b>\(condition.value)</b>"
    return """
      <li class="chip"><span>\(condition.title) is \(value)</span>\
      <a href="\(selection.without(condition).address(path))" aria-label="Remove the filter \(condition.title)">×</a></li>
      """
  }
}
