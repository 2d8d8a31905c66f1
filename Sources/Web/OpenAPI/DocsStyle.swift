enum DocsStyle {
  static let css = """
    :root { color-scheme: light dark; --ink: #1c2430; --soft: #5b6675; --paper: #ffffff; --panel: #f4f6f8; --line: #dde2e8; --accent: #0b6e8a; }
    @media (prefers-color-scheme: dark) {
      :root { --ink: #e4e9ef; --soft: #9aa6b4; --paper: #14191f; --panel: #1d242c; --line: #303a45; --accent: #5cc3dd; }
    }
    * { box-sizing: border-box; }
    body { margin: 0; display: grid; grid-template-columns: 14rem minmax(0, 1fr); background: var(--paper); color: var(--ink);
      font: 16px/1.55 system-ui, -apple-system, "Segoe UI", sans-serif; }
    nav { position: sticky; top: 0; height: 100vh; overflow: auto; padding: 1.5rem; background: var(--panel); border-right: 1px solid var(--line); }
    nav ul { list-style: none; margin: 0; padding: 0; }
    nav a { display: block; padding: .2rem 0; }
    .brand { font-weight: 600; margin: 0 0 1rem; }
    .brand small { color: var(--soft); font-weight: 400; }
    main { max-width: 62rem; padding: 2rem 2.5rem 6rem; }
    h1 { font-size: 1.8rem; margin: 0 0 .5rem; }
    h2 { margin: 3rem 0 1rem; padding-bottom: .3rem; border-bottom: 1px solid var(--line); }
    h3 { font-size: 1rem; margin: 0 0 .4rem; }
    h4 { font-size: .8rem; text-transform: uppercase; letter-spacing: .05em; color: var(--soft); margin: 1.2rem 0 .4rem; }
    a { color: var(--accent); text-decoration: none; }
    a:hover, a:focus-visible { text-decoration: underline; }
    article { border: 1px solid var(--line); border-radius: 8px; padding: 1.1rem 1.3rem; margin: 0 0 1.2rem; }
    article p { margin: .3rem 0; }
    code, pre { font: .87em/1.5 ui-monospace, "SFMono-Regular", Menlo, Consolas, monospace; }
    pre { overflow: auto; padding: .8rem 1rem; background: var(--panel); border-radius: 6px; margin: .4rem 0; }
    .method { display: inline-block; min-width: 3.6rem; padding: .05rem .5rem; border-radius: 4px; text-align: center; font-size: .75rem;
      font-weight: 700; color: #fff; background: #55606e; }
    .method.get { background: #17693f; } .method.post { background: #0b5cad; } .method.put { background: #8a5300; }
    .method.delete { background: #a3262a; }
    .access, .others, .lead { color: var(--soft); }
    table { width: 100%; border-collapse: collapse; font-size: .92rem; }
    th, td { text-align: left; vertical-align: top; padding: .35rem .6rem .35rem 0; border-bottom: 1px solid var(--line); }
    thead th { color: var(--soft); font-weight: 500; }
    tbody th { font-weight: 400; }
    dl { margin: 0; } dd { margin: 0 0 .4rem 3.2rem; } dt { float: left; width: 3rem; }
    summary { cursor: pointer; }
    @media (max-width: 48rem) { body { display: block; } nav { position: static; height: auto; } main { padding: 1.2rem; } }

    """
}
