import Web

/// What to do on a server that has recorded nothing yet.
struct FirstSteps {
  let server: ServerAddress

  var html: HTML {
    """
    <section class="panel first-steps">
    <h1>Nothing recorded yet</h1>
    <p>The first request an application reports is here a second later. Three lines lead there.</p>
    <ol>
    <li><p>Make a key that may record, on the machine of the server:</p>
    <pre tabindex="0"><code>WEIR_KEY=$(weir keys create my-app --scope ingest)</code></pre></li>
    <li><p>Report a request. Tokens are enough: the price is looked up.</p>
    <pre tabindex="0"><code>curl \(server.url)/v1/events -H "Authorization: Bearer $WEIR_KEY" \\
      -H "Content-Type: application/json" \\
      -d '{"provider":"openai","model":"gpt-4o-mini","user_id":"anna",
          "input_tokens":1200,"output_tokens":300}'</code></pre></li>
    <li><p>Look here again.</p> <a class="button" href="/">Reload</a></li>
    </ol>
    <p class="note">Only want to look around? <code>weir demo</code> fills in 90 days of made-up usage, which can be removed again.
    All fields are described in <a href="/docs">the API's documentation</a>.</p>
    </section>
    """
  }
}
