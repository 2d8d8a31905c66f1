import Web

/// The keys that pages listen to.
enum ShortcutSheet {
  static let html: HTML = """
    <dialog id="shortcuts" aria-labelledby="shortcuts-title"><h2 id="shortcuts-title">\(FrameTexts.help)</h2>
    <dl class="facts">\(FrameTexts.shortcuts.map { "<div><dt><kbd>\($0.0)</kbd></dt><dd>\($0.1)</dd></div>" })</dl>
    <form method="dialog"><button type="submit">\(FrameTexts.close)</button></form></dialog>
    """
}
