import Testing
import Usage

@testable import Ingest

struct KeyTableTests {
  private func find(_ name: String, in table: KeyTable) -> Int? {
    // Exactly as many bytes as the name has, so that reading on would be seen by a sanitizer.
    Array(name.utf8).withUnsafeBytes { bytes in bytes.baseAddress.flatMap { table.value($0, bytes.count, readable: bytes.count) } }
  }

  @Test func `finds every wire name of an event and the raw usage`() {
    for field in EventField.allCases where field != .priceID && field != .normalizer {
      #expect(find(field.definition.name, in: NativeField.table) == field.rawValue)
    }
    #expect(find("usage", in: NativeField.table) == NativeField.usage)
    #expect(find("price_id", in: NativeField.table) == nil)
  }

  @Test func `finds no name that differs in any byte or in length`() {
    for name in EventField.allCases.map(\.definition.name) {
      for index in name.utf8.indices {
        var other = Array(name.utf8)
        other[name.utf8.distance(from: name.utf8.startIndex, to: index)] ^= 0x20
        #expect(find(String(decoding: other, as: UTF8.self), in: NativeField.table) == nil)
      }
      #expect(find(name + "_", in: NativeField.table) == nil)
      #expect(find(name + String(repeating: "x", count: 40), in: NativeField.table) == nil)
    }
    #expect(find("", in: NativeField.table) == nil)
  }

  @Test(arguments: 1...32)
  func `tells names of one length apart by every byte`(_ length: Int) {
    let names = (0..<length).map { position in
      String(decoding: (0..<length).map { $0 == position ? UInt8(ascii: "b") : UInt8(ascii: "a") }, as: UTF8.self)
    }
    let table = KeyTable(names.enumerated().map { ($0.element, $0.offset) })
    #expect(names.map { find($0, in: table) } == Array(0..<length))
  }
}
