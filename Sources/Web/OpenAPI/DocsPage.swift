/// The table of endpoints for people, without a script.
struct DocsPage {
  let document: OpenAPIDocument
  let endpoints: [Endpoint]

  private var sections: [(tag: String, endpoints: [Endpoint])] {
    Dictionary(grouping: endpoints) { $0.documentation.tags.first ?? "other" }
      .map { (tag: $0.key, endpoints: $0.value.sorted { ($0.path, $0.method.rawValue) < ($1.path, $1.method.rawValue) }) }
      .sorted { $0.tag < $1.tag }
  }

  var html: HTML {
    """
    <!doctype html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>\(document.title): the HTTP interface</title>
    <link rel="stylesheet" href="/docs/docs.css">
    </head>
    <body>
    <nav aria-label="Sections"><p class="brand">\(document.title) <small>\(document.version)</small></p>
    <ul>\(sections.map { "<li><a href=\"#tag-\($0.tag)\">\($0.tag)</a></li>" })<li><a href="#schemas">schemas</a></li></ul></nav>
    <main>
    <h1>The HTTP interface</h1>
    <p class="lead">\(document.description)</p>
    <p>The same as <a href="/openapi.json">OpenAPI 3.1</a>.</p>
    \(sections.map(section))
    <section id="schemas"><h2>schemas</h2>\(schemas)</section>
    </main>
    </body>
    </html>

    """
  }

  private func section(_ tag: String, _ endpoints: [Endpoint]) -> HTML {
    "<section id=\"tag-\(tag)\"><h2>\(tag)</h2>\(endpoints.map(article))</section>\n"
  }

  private func article(_ endpoint: Endpoint) -> HTML {
    let documentation = endpoint.documentation
    return """
      <article id="\(documentation.operationID)">
      <h3><span class="method \(endpoint.method.rawValue.lowercased())">\(endpoint.method.rawValue)</span> <code>\(endpoint.documentedPath)</code></h3>
      <p>\(documentation.summary)</p>
      \(paragraph(documentation.description))
      <p class="access">\(access(endpoint.access))</p>
      \(parameters(endpoint.parameters))
      \(body(endpoint.body))
      \(answers(endpoint))
      </article>

      """
  }

  private func paragraph(_ text: String) -> HTML? { text.isEmpty ? nil : "<p>\(text)</p>" }

  private func access(_ access: Access) -> HTML {
    let ways = access.sources.map(\.hint).joined(separator: ", ")
    return switch access {
    case .open: "Open to everybody."
    case .optional: "Open; a key is recognised: \(ways)."
    case .signedIn: "Needs a key: \(ways)."
    case .permission(let needed, _):
      "Needs a key\(" of all projects", if: needed.reach == .installation) with the scope <b>\(needed.scope.rawValue)</b>: \(ways)."
    }
  }

  private func parameters(_ parameters: [Parameter]) -> HTML? {
    guard !parameters.isEmpty else { return nil }
    let rows = parameters.map { parameter -> HTML in
      let notes = [parameter.place.rawValue] + (parameter.isRequired ? ["required"] : []) + (parameter.repeats ? ["repeatable"] : [])
      return """
        <tr><th scope="row"><code>\(parameter.name)</code></th><td>\(notes.joined(separator: ", "))</td>\
        <td><code>\(parameter.schema.summary)</code></td><td>\(parameter.description)</td></tr>

        """
    }
    return """
      <h4>Parameters</h4>
      <table><thead><tr><th>Name</th><th>In</th><th>Type</th><th>Meaning</th></tr></thead><tbody>
      \(rows)</tbody></table>
      """
  }

  private func body(_ body: Endpoint.Body?) -> HTML? {
    guard let body else { return nil }
    return "<h4>Body</h4>\(paragraph(body.description))\(body.content.map(content))"
  }

  private func answers(_ endpoint: Endpoint) -> HTML {
    let own = endpoint.answers.map { answer -> HTML in
      "<dt><b>\(answer.status.code)</b></dt><dd>\(answer.description) \(answer.content.map(content))</dd>\n"
    }
    let others = endpoint.serverAnswers.map { "\($0.status.code)" }.joined(separator: ", ")
    return "<h4>Answers</h4><dl>\(own)</dl><p class=\"others\">Errors: \(others).</p>"
  }

  private func content(_ type: ContentType, _ schema: Schema) -> HTML {
    "<details><summary><code>\(type.rawValue)</code></summary><pre>\(schema.json.indented)</pre></details>"
  }

  private var schemas: [HTML] {
    document.schemas.merging(["Problem": .problem]) { own, _ in own }.sorted { $0.key < $1.key }.map { name, schema in
      "<details id=\"schema-\(name)\"><summary><code>\(name)</code></summary><pre>\(schema.json.indented)</pre></details>"
    }
  }
}
