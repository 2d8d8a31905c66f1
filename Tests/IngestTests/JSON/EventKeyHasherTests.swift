import Foundation
import Testing

@testable import Ingest

struct EventKeyHasherTests {
  /// The reference implementation's vectors for SipHash-2-4 with 128 bits: key 00 01 ... 0f, input 00 01 ... of that length.
  private static let vectors = [
    (0, "A3817F04BA25A8E66DF67214C7550293"), (1, "DA87C1D86B99AF44347659119B22FC45"), (2, "8177228DA4A45DC7FCA38BDEF60AFFE4"),
    (3, "9C70B60C5267A94E5F33B6B02985ED51"), (7, "A1F1EBBED8DBC153C0B84AA61FF08239"), (8, "3B62A9BA6258F5610F83E264F31497B4"),
    (15, "5493E99933B0A8117E08EC0F97CFC3D9"), (63, "5150D1772F50834A503E069A973FBD7C"),
  ]

  @Test(arguments: vectors)
  func `hashes as the reference does`(_ length: Int, _ expected: String) {
    let hash = (0..<UInt8(length)).map(\.self).withUnsafeBytes {
      SipHash128.hash($0, key0: 0x0706_0504_0302_0100, key1: 0x0F0E_0D0C_0B0A_0908)
    }
    #expect(String(format: "%016lX%016lX", hash.first.byteSwapped, hash.second.byteSwapped) == expected)
  }

  @Test func `keeps project and id apart`() {
    let hasher = EventKeyHasher(key0: 1, key1: 2)
    #expect(hasher.key(project: "a", id: "bc") != hasher.key(project: "ab", id: "c"))
    #expect(hasher.key(project: "a", id: "bc") == hasher.key(project: "a", id: "bc"))
    #expect(hasher.key(project: "", id: "") != hasher.key(project: "", id: "\0"))
  }

  @Test func `depends on both halves of the secret`() {
    let key = EventKeyHasher(key0: 1, key1: 2).key(project: "p", id: "x")
    #expect(key != EventKeyHasher(key0: 3, key1: 2).key(project: "p", id: "x"))
    #expect(key != EventKeyHasher(key0: 1, key1: 3).key(project: "p", id: "x"))
  }
}
