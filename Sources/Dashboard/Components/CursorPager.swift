import Web

/// The way through a list that is read by cursors: to its beginning and to what follows.
struct CursorPager {
  /// By which it is told from others on the page.
  let list: String
  let isFirst: Bool
  let next: String?
  let state: TableState

  var html: HTML? {
    guard !isFirst || next != nil else { return nil }
    let start: HTML? = isFirst ? nil : "<a href=\"\(state.after(nil))\">\(FrameTexts.newest)</a>"
    let more: HTML? = next.map { "<a href=\"\(state.after($0))\" rel=\"next\">\(FrameTexts.next)</a>" }
    return "<nav class=\"pager\" aria-label=\"\(FrameTexts.pages(of: list))\">\(start)\(more)</nav>"
  }
}
