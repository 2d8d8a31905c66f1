import Web

/// What begins every page.
struct DocumentHead {
  let title: String
  let assets: AssetLibrary
  var scripts: [String] = []
  var theme: Theme = .automatic

  var html: HTML {
    """
    <!doctype html>
    <html lang="\(FrameTexts.language)"\(choice)>
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>\(title) · \(FrameTexts.product)</title>
    <link rel="icon" type="image/svg+xml" href="\(assets.icon)">
    \(assets.stylesheets.map { "<link rel=\"stylesheet\" href=\"\($0)\">\n" })\
    \(charts)\((AssetLibrary.everywhere + scripts).compactMap(assets.address).map { "<script type=\"module\" src=\"\($0)\"></script>\n" })\
    </head>
    """
  }

  private var choice: HTML? { theme == .automatic ? nil : " data-theme=\"\(theme.rawValue)\"" }

  /// Runs before the page's own scripts: all wait for the document, and then run in this order.
  private var charts: HTML? {
    assets.chartScript.map { address -> HTML in "<script defer src=\"\(address)\"></script>\n" }
  }
}
