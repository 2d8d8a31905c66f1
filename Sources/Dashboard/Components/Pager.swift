import Web

/// The way through a list's pages; nothing where there is one.
struct Pager {
  /// By which it is told from others on the page.
  let list: String
  let page: Int
  let count: Int
  let address: (Int) -> String

  var html: HTML? {
    guard count > 1 else { return nil }
    return """
      <nav class="pager" aria-label="\(FrameTexts.pages(of: list))">\(link(page - 1, FrameTexts.previous, "prev"))\
      <span>\(FrameTexts.page(page, of: count))</span>\(link(page + 1, FrameTexts.next, "next"))</nav>
      """
  }

  private func link(_ target: Int, _ title: String, _ relation: String) -> HTML? {
    guard (1...count).contains(target) else { return nil }
    return "<a href=\"\(address(target))\" rel=\"\(relation)\">\(title)</a>"
  }
}
