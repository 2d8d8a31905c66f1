import Web

/// The filters in force, each with a way to be rid of it.
struct FilterChips {
  let path: String
  let selection: Selection

  var html: HTML? {
    guard !selection.conditions.isEmpty else { return nil }
    let clear: HTML = "<li><a class=\"clear\" href=\"\(selection.unfiltered().address(path))\">\(ComponentsTexts.removeAll)</a></li>"
    return
      "<ul class=\"chips\" aria-label=\"\(ComponentsTexts.filters)\">\(selection.conditions.map(chip))\(clear, if: selection.conditions.count > 1)</ul>"
  }

  private func chip(_ condition: Condition) -> HTML {
    let value: HTML = condition.value.isEmpty ? "<i>\(ComponentsTexts.none)</i>" : "<b>\(condition.value)</b>"
    return """
      <li class="chip"><span>\(condition.title) \(ComponentsTexts.isValue) \(value)</span>\
      <a href="\(selection.without(condition).address(path))" aria-label="\(ComponentsTexts.remove(condition.title))">×</a></li>
      """
  }
}
