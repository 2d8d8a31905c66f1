import Web

/// The pages that a reader sees who is not signed in yet.
struct SignInView: Sendable {
  let assets: AssetLibrary

  func form(next: ReturnPath, problem: String? = nil) -> HTML {
    page(
      SignInTexts.title,
      """
      <form class="card" method="post" action="\(SignIn.path)"\(" data-resume", if: problem == nil)>
      <h1>\(SignInTexts.title)</h1>
      \(problem.map { "<p class=\"problem\" role=\"alert\">\($0)</p>" })
      <input type="hidden" name="next" value="\(next.text)">
      <label for="key">\(SignInTexts.key)</label>
      <input id="key" name="key" type="password" autocomplete="current-password" autocapitalize="none" spellcheck="false" \
      placeholder="weir_…" maxlength="200" required autofocus aria-describedby="key-note">
      <p class="note" id="key-note">\(SignInTexts.keyNote)</p>
      <button type="submit">\(SignInTexts.title)</button>
      <details class="help"><summary>\(SignInTexts.noKey)</summary>
      <p>\(SignInTexts.noKeyHelp)</p>
      <pre tabindex="0"><code>weir keys create me --scope admin</code></pre></details>
      </form>
      """)
  }

  func link(_ ticket: String) -> HTML {
    page(
      SignInTexts.title,
      """
      <form class="card" method="post" action="\(SignInTickets.path(of: ticket))">
      <h1>\(SignInTexts.title)</h1>
      <p class="note">\(SignInTexts.link)</p>
      <button type="submit" autofocus>\(SignInTexts.open)</button>
      </form>
      """)
  }

  var spentLink: HTML {
    page(
      SignInTexts.spentTitle,
      """
      <div class="card">
      <h1>\(SignInTexts.spent)</h1>
      <p class="note">\(SignInTexts.spentNote)</p>
      <a class="button" href="\(SignIn.path)">\(SignInTexts.withKey)</a>
      </div>
      """)
  }

  var foreign: HTML {
    page(
      SignInTexts.foreign,
      """
      <div class="card">
      <h1>\(SignInTexts.foreign)</h1>
      <p class="note">\(SignInTexts.foreignNote)</p>
      <a class="button" href="\(SignIn.path)">\(SignInTexts.here)</a>
      </div>
      """)
  }

  private func page(_ title: String, _ content: HTML) -> HTML {
    """
    \(DocumentHead(title: title, assets: assets).html)
    <body class="entrance">
    <main>
    <p class="brand">\(Brand.mark)<span>\(FrameTexts.product)</span></p>
    \(content)
    </main>
    </body>
    </html>

    """
  }
}
