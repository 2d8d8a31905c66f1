import Web

/// Searches one panel's list; the words stand in the address.
struct SearchBox {
  let label: String
  let state: TableState

  var html: HTML {
    let others = state.selection.items(without: state.panel + ".q")
    return """
      <form class="search-box" role="search" action="\(state.path)#\(state.panel)">\
      \(others.map { "<input type=\"hidden\" name=\"\($0.0)\" value=\"\($0.1)\">" })\
      <input type="search" name="\(state.panel).q" value="\(state.search)" placeholder="\(label)" aria-label="\(label)" maxlength="200">\
      <button class="quiet" type="submit">\(FrameTexts.search)</button></form>
      """
  }
}
