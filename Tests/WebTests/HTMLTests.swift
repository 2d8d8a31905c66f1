import Foundation
import Testing

@testable import Web

struct HTMLTests {
  @Test func `escapes what is interpolated and nests markup`() {
    let name = "<b a=\"1\" c='2'>&"
    let inner: HTML = "<i>\(name)</i>"
    #expect(inner.source == "<i>&lt;b a=&quot;1&quot; c=&#39;2&#39;&gt;&amp;</i>")
    let list: HTML = "<ul>\([inner, "<li>"])\(nil as HTML?)\(3)\("<hr>", if: false)\(" x", if: true)</ul>"
    #expect(list.source == "<ul>\(inner.source)<li>3 x</ul>")
  }

  @Test func `leaves nothing in any text that could begin markup`() {
    var generator = SystemRandomNumberGenerator()
    let alphabet = Array("<>&\"'=/ aé\u{0}\u{2028}\u{301}")
    for _ in 0..<500 {
      let text = String((0..<12).map { _ in alphabet.randomElement(using: &generator)! })
      let source = ("\(text)" as HTML).source
      #expect(!source.contains { "<>\"'".contains($0) } && !source.unicodeScalars.contains { "<>\"'".unicodeScalars.contains($0) })
      let entities = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")]
      let restored = entities.reduce(source) { $0.replacingOccurrences(of: $1.0, with: $1.1, options: .literal) }
      #expect(Array(restored.utf8) == Array(text.utf8))
    }
  }

  @Test(arguments: [
    ("/a?b=c:d", "/a?b=c:d"), ("https://a.example/?x=1&y", "https://a.example/?x=1&amp;y"), ("javascript:alert(1)", "#"),
    ("JaVaScript:alert(1)", "#"), (" javascript:x", "#"), ("java\nscript:x", "#"), ("data:text/html,x", "#"),
    ("mailto:a@b.example", "mailto:a@b.example"), ("#top", "#top"), ("vbscript:x", "#"), ("javascript:\u{301}x", "#"),
  ])
  func `links to nothing that runs code`(_ url: String, _ expected: String) {
    #expect(("\(url: url)" as HTML).source == expected)
  }
}
