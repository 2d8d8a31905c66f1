import Web

/// A panel with what came of loading it.
struct PanelAnswer: Sendable {
  enum State: Sendable {
    case loaded(PanelBody)
    case failed(PanelFailure)
    /// The browser fetches it.
    case pending
  }

  let panel: Panel
  let state: State
  let visit: Visit

  var html: HTML {
    """
    <section class="panel \(panel.width.rawValue)" id="\(panel.id)" aria-labelledby="\(panel.id)-title"\(fragment)>
    <div class="panel-head"><h2 id="\(panel.id)-title">\(panel.title)</h2>\(links)</div>
    \(content)
    </section>

    """
  }

  private var fragment: HTML? {
    guard case .pending = state else { return nil }
    return " data-fragment=\"\(address("html"))\" aria-busy=\"true\""
  }

  private var content: HTML {
    switch state {
    case .loaded(let body): body.html
    case .failed(let failure): "<p class=\"problem\" role=\"status\">\(failure.message)</p>"
    case .pending:
      "<div class=\"skeleton\" data-failed=\"\(FrameTexts.panelFailed)\"></div><noscript><a href=\"\(address("html"))\">\(FrameTexts.loadPanel)</a></noscript>"
    }
  }

  private func address(_ format: String) -> String { visit.viewAddress([("panel", panel.id), ("format", format)]) }

  private var links: HTML? {
    guard !panel.sources.isEmpty || hasTable else { return nil }
    return """
      <div class="source">\(query)\(hasTable ? "<a href=\"\(address("csv"))\" download>CSV\(of)</a><a href=\"\(address("json"))\">JSON\(of)</a>" : nil)</div>
      """
  }

  private var hasTable: Bool {
    if case .loaded(let body) = state { body.table != nil } else { false }
  }

  private var of: HTML { "<span class=\"hidden\"> \(FrameTexts.of) \(panel.title)</span>" }

  private var query: HTML? {
    guard !panel.sources.isEmpty else { return nil }
    return """
      <details class="query"><summary>\(FrameTexts.showQuery)\(of)</summary><div class="sheet">\
      <p class="note">\(FrameTexts.queryNote)</p>\(panel.sources.map(source))</div></details>
      """
  }

  private func source(_ source: Panel.Source) -> HTML {
    let command = source.command(at: visit.server)
    let open: HTML? = source.body == nil ? "<a href=\"\(source.address)\">\(FrameTexts.openQuery)</a>" : nil
    return
      "<pre tabindex=\"0\"><code>\(command)</code></pre><p class=\"actions\">\(open)<button class=\"quiet\" type=\"button\" data-copy hidden>\(FrameTexts.copy)</button></p>"
  }
}

extension Panel.Source {
  /// For a shell; what comes from outside is in single quotes.
  func command(at server: ServerAddress) -> String {
    func quoted(_ text: String) -> String { "'" + text.replacing("'", with: "'\\''") + "'" }
    let call = "curl \(quoted(server.url + address)) -H \"Authorization: Bearer $WEIR_KEY\""
    return body.map { call + " -H 'Content-Type: application/json' -d " + quoted($0) } ?? call
  }
}
