import Testing

@testable import App

@Suite struct TextTableTests {
  @Test func `texts stand left, numbers right, and no line ends in spaces`() {
    let table = TextTable(
      header: ["model", "requests", "note"], rows: [["gpt-4o", "12", "x"], ["o1", "1300000", ""]], numbers: [false, true, false])
    #expect(
      table.text == """
        model   requests  note
        ------  --------  ----
        gpt-4o        12  x
        o1       1300000
        """)
  }

  @Test func `a cell cannot command the terminal`() {
    let table = TextTable(header: ["m"], rows: [["\u{1B}[31mred\u{202E}\u{9B}\r\n\u{2028}"]], numbers: [false])
    #expect(table.text.hasSuffix("?[31mred?????"))
    #expect(!table.text.unicodeScalars.contains { $0 != "\n" && [.control, .format].contains($0.properties.generalCategory) })
  }

  @Test func `without rows there is the header`() {
    #expect(TextTable(header: ["a", "b"], rows: [], numbers: [false, true]).text == "a  b\n-  -")
  }
}
