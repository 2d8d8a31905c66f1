import Web

/// What to do on a server that has recorded nothing yet. The page turns into the overview when the first request arrives.
struct FirstSteps {
  let server: ServerAddress

  var html: HTML {
    """
    <section class="panel first-steps" aria-labelledby="first-steps">
    <h2 id="first-steps">\(FirstRunTexts.title)</h2>
    <p>\(FirstRunTexts.promise)</p>
    <ol>
    <li><p>\(FirstRunTexts.key)</p>
    <pre tabindex="0"><code>WEIR_KEY=$(weir keys create my-app --scope ingest)</code></pre></li>
    <li><p>\(FirstRunTexts.report)</p>
    <pre tabindex="0"><code>curl \(server.url)/v1/events -H "Authorization: Bearer $WEIR_KEY" \\
      -H "Content-Type: application/json" \\
      -d '{"provider":"openai","model":"gpt-4o-mini","user_id":"anna",
          "input_tokens":1200,"output_tokens":300}'</code></pre>
    <details><summary>\(FirstRunTexts.python)</summary><p>\(FirstRunTexts.pythonNote)</p>
    <pre tabindex="0"><code>answer = client.chat.completions.create(model="gpt-4o-mini", messages=messages)
    requests.post("\(server.url)/v1/events", headers={"Authorization": f"Bearer {WEIR_KEY}"},
        json={"provider": "openai", "model": answer.model, "usage": answer.usage.model_dump()})</code></pre></details></li>
    <li><p role="status" data-first-run data-listening="\(FirstRunTexts.listening)" data-asking="\(FirstRunTexts.asking)">\(FirstRunTexts.wait)</p>
    <a class="button" href="/">\(FirstRunTexts.reload)</a></li>
    </ol>
    <p class="note">\(FirstRunTexts.look) <code>weir demo</code> \(FirstRunTexts.demo) <a href="/docs">\(FirstRunTexts.documentation)</a></p>
    </section>
    """
  }
}
