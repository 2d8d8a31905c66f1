import Web

/// What begins every page.
struct DocumentHead {
  let title: String
  let assets: AssetLibrary

  var html: HTML {
    """
    <!doctype html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>\(title) · Weir</title>
    <link rel="icon" type="image/svg+xml" href="\(assets.icon)">
    <link rel="stylesheet" href="\(assets.stylesheet)">
    \(charts)<script type="module" src="\(assets.script)"></script>
    </head>
    """
  }

  /// Runs before the page's own script: both wait for the document, and then run in this order.
  private var charts: HTML? {
    assets.chartScript.map { address -> HTML in "<script defer src=\"\(address)\"></script>\n" }
  }
}
