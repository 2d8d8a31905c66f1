import Web

/// The pages that a reader sees who is not signed in yet.
struct SignInView: Sendable {
  let assets: AssetLibrary

  func form(next: ReturnPath, problem: String? = nil) -> HTML {
    page(
      "Sign in",
      """
      <form class="card" method="post" action="\(SignIn.path)"\(" data-resume", if: problem == nil)>
      <h1>Sign in</h1>
      \(problem.map { "<p class=\"problem\" role=\"alert\">\($0)</p>" })
      <input type="hidden" name="next" value="\(next.text)">
      <label for="key">API key</label>
      <input id="key" name="key" type="password" autocomplete="current-password" autocapitalize="none" spellcheck="false" \
      placeholder="weir_…" maxlength="200" required autofocus aria-describedby="key-note">
      <p class="note" id="key-note">A key with the scope read or admin. It stays on this server; the browser keeps a session of 14 days.</p>
      <button type="submit">Sign in</button>
      <details class="help"><summary>No key at hand?</summary>
      <p>The first start of the server printed one. On the machine it runs on, this makes another:</p>
      <pre tabindex="0"><code>weir keys create me --scope admin</code></pre></details>
      </form>
      """)
  }

  func link(_ ticket: String) -> HTML {
    page(
      "Sign in",
      """
      <form class="card" method="post" action="\(SignInTickets.path(of: ticket))">
      <h1>Sign in</h1>
      <p class="note">This link works once. The browser then keeps a session of 14 days.</p>
      <button type="submit" autofocus>Open the dashboard</button>
      </form>
      """)
  }

  var spentLink: HTML {
    page(
      "Link not valid",
      """
      <div class="card">
      <h1>This link is no longer valid</h1>
      <p class="note">It was used, is older than a day, or the server was started anew since. You can still sign in with a key.</p>
      <a class="button" href="\(SignIn.path)">Sign in with a key</a>
      </div>
      """)
  }

  var foreign: HTML {
    page(
      "Not signed in",
      """
      <div class="card">
      <h1>Not signed in</h1>
      <p class="note">The form was sent from another site.</p>
      <a class="button" href="\(SignIn.path)">Sign in here</a>
      </div>
      """)
  }

  private func page(_ title: String, _ content: HTML) -> HTML {
    """
    \(DocumentHead(title: title, assets: assets).html)
    <body class="entrance">
    <main>
    <p class="brand">\(Brand.mark)<span>Weir</span></p>
    \(content)
    </main>
    </body>
    </html>

    """
  }
}
