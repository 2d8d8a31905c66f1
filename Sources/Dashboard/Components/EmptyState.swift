import Web

/// Says that there is nothing, and what to do next.
struct EmptyState {
  let title: String
  let advice: String
  var actions: [(title: String, address: String)] = []
  /// A command that brings something here.
  var command: String?

  var html: HTML {
    """
    <div class="empty"><p class="title">\(title)</p><p>\(advice)</p>\(command.map { "<pre tabindex=\"0\"><code>\($0)</code></pre>" })\
    \(links)</div>
    """
  }

  private var links: HTML? {
    guard !actions.isEmpty else { return nil }
    return "<p class=\"actions\">\(actions.map { "<a class=\"button\" href=\"\(url: $0.address)\">\($0.title)</a>" })</p>"
  }
}
