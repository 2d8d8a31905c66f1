import Web

/// What to do on a server that has recorded nothing yet. The page turns into the overview when the first request arrives.
struct FirstSteps {
  let visit: Visit

  var html: HTML {
    """
    <section class="panel first-steps" aria-labelledby="first-steps">
    <h2 id="first-steps">\(FirstRunTexts.title)</h2>
    <p>\(FirstRunTexts.promise)</p>
    <ol>
    <li><p>\(FirstRunTexts.key)\(keyPage):</p>
    <pre tabindex="0"><code>WEIR_KEY=$(\(line("keys create my-app --scope ingest")))</code></pre>\(copy)</li>
    <li><p>\(FirstRunTexts.report)</p>
    \(samples)</li>
    <li><p role="status" data-first-run data-listening="\(FirstRunTexts.listening)" data-asking="\(FirstRunTexts.asking)">\(FirstRunTexts.wait)</p>
    <a class="button" href="/">\(FirstRunTexts.reload)</a></li>
    </ol>
    <div class="look"><p><b>\(FirstRunTexts.look)</b> \(FirstRunTexts.demo) \(FirstRunTexts.command) <code>\(line("demo"))</code>.</p>\(demo)</div>
    <p class="note">\(FirstRunTexts.fields) <a href="/docs">\(FirstRunTexts.documentation)</a>.</p>
    </section>
    """
  }

  /// Where the program and the data lie is for administrators alone to know.
  private func line(_ arguments: String) -> String {
    visit.isAdmin ? visit.ports.administration.facts.line(arguments) : "weir " + arguments
  }

  private var keyPage: HTML? {
    visit.isAdmin ? " <a href=\"\(KeysPage().path)\">\(FirstRunTexts.keyPage)</a>" : nil
  }

  private var demo: HTML? {
    visit.administersAll ? ActionForm("demo", submit: FirstRunTexts.demoButton, isQuiet: true, visit: visit).html : nil
  }

  private var copy: HTML { "<p class=\"actions\"><button class=\"quiet\" type=\"button\" data-copy hidden>\(FrameTexts.copy)</button></p>" }

  private var samples: HTML {
    """
    <details open><summary>\(FirstRunTexts.shell)</summary>
    <pre tabindex="0"><code>curl \(visit.server.url)/v1/events -H "Authorization: Bearer $WEIR_KEY" \\
      -H "Content-Type: application/json" \\
      -d '{"provider":"openai","model":"gpt-4o-mini","user_id":"anna",
          "input_tokens":1200,"output_tokens":300}'</code></pre>\(copy)</details>
    <details><summary>\(FirstRunTexts.python)</summary><p class="note">\(FirstRunTexts.pythonNote)</p>
    <pre tabindex="0"><code>answer = client.chat.completions.create(model="gpt-4o-mini", messages=messages)
    requests.post("\(visit.server.url)/v1/events", headers={"Authorization": f"Bearer {WEIR_KEY}"},
        json={"provider": "openai", "model": answer.model, "usage": answer.usage.model_dump()})</code></pre>\(copy)</details>
    <details><summary>\(FirstRunTexts.script)</summary>
    <pre tabindex="0"><code>const answer = await client.chat.completions.create({ model: "gpt-4o-mini", messages });
    await fetch("\(visit.server.url)/v1/events", { method: "POST", headers: { Authorization: `Bearer ${WEIR_KEY}` },
      body: JSON.stringify({ provider: "openai", model: answer.model, usage: answer.usage }) });</code></pre>\(copy)</details>
    """
  }
}
