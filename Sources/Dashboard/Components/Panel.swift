import Semantics
import Web

/// A part of a page that answers one question, with the way to its source. If the question has no answer, the panel says so and the
/// rest of the page stands.
struct Panel {
  let id: String
  let title: String
  let question: Question
  let body: Result<HTML, PanelFailure>

  init(_ id: String, _ title: String, _ question: Question, _ answer: Answer, view: (QueryResult) -> HTML) {
    self.id = id
    self.title = title
    self.question = question
    body = answer.map(view)
  }

  var html: HTML {
    """
    <section class="panel" id="\(id)" aria-labelledby="\(id)-title">
    <div class="panel-head"><h2 id="\(id)-title">\(title)</h2>\(source)</div>
    \(content)
    </section>

    """
  }

  private var source: HTML {
    """
    <p class="source"><a href="\(question.address)">Show the query<span class="hidden"> of \(title)</span></a>\
    <a href="\(question.csvAddress)">CSV<span class="hidden"> of \(title)</span></a></p>
    """
  }

  private var content: HTML {
    switch body {
    case .success(let html): html
    case .failure(let failure): "<p class=\"problem\" role=\"status\">\(failure.message)</p>"
    }
  }
}
