import Foundation
import Testing

@testable import Ingest

/// The scanner against Foundation's JSON, over random documents.
struct JSONDifferentialTests {
  private enum Tree: Equatable, Decodable {
    case null
    case boolean(Bool)
    case number(Double)
    /// As bytes, because Swift holds different spellings of a character to be equal.
    case text([UInt8])
    case array([Tree])
    case object([String: Tree])

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if container.decodeNil() {
        self = .null
      } else if let value = try? container.decode(Bool.self) {
        self = .boolean(value)
      } else if let value = try? container.decode(Double.self) {
        self = .number(value)
      } else if let value = try? container.decode(String.self) {
        self = .text(Array(value.utf8))
      } else if let value = try? container.decode([Tree].self) {
        self = .array(value)
      } else {
        self = .object(try container.decode([String: Tree].self))
      }
    }

    init(_ scanner: inout JSONScanner) throws(JSONFailure) {
      switch try scanner.peek() {
      case Byte.openBrace:
        var members: [String: Tree] = [:]
        try scanner.enterObject()
        while let key = try scanner.nextKey() { members[scanner.string(key)] = try Tree(&scanner) }
        self = .object(members)
      case Byte.openBracket:
        var elements: [Tree] = []
        try scanner.enterArray()
        while try scanner.nextElement() { elements.append(try Tree(&scanner)) }
        self = .array(elements)
      case Byte.quote: self = .text(Array(scanner.string(try scanner.text()).utf8))
      case Byte.t, Byte.f: self = .boolean(try scanner.boolean())
      case Byte.n:
        try scanner.takeNull()
        self = .null
      default: self = .number(try scanner.double())
      }
    }
  }

  private static let texts = [
    "", "a", "model", "gpt-5-mini", "ü", "漢字漢字漢字", "😀", "\"quoted\"", "back\\slash", "line\nend\ttab", "\u{1}\u{1F}", "/", "exactly8",
    "sixteen bytes!!!",
  ]

  private static func random(_ generator: inout ScannerRandom, depth: Int) -> Any {
    switch Int.random(in: 0..<(depth > 5 ? 6 : 9), using: &generator) {
    case 0: return NSNull()
    case 1: return Bool.random(using: &generator)
    case 2: return Int.random(in: -1_000_000_000...1_000_000_000, using: &generator)
    case 3: return Double.random(in: -1e6...1e6, using: &generator)
    case 4, 5: return texts.randomElement(using: &generator)! + texts.randomElement(using: &generator)!
    case 6: return (0..<Int.random(in: 0...5, using: &generator)).map { _ in random(&generator, depth: depth + 1) }
    default:
      let count = Int.random(in: 0...6, using: &generator)
      let pairs = (0..<count).map { ("k\($0)" + texts.randomElement(using: &generator)!, random(&generator, depth: depth + 1)) }
      return Dictionary(uniqueKeysWithValues: pairs)
    }
  }

  private static let writings: [JSONSerialization.WritingOptions] = [[.sortedKeys], [.prettyPrinted], [.withoutEscapingSlashes]]

  @Test func `reads random documents like Foundation`() throws {
    var generator = ScannerRandom(seed: 42)
    for round in 0..<1500 {
      let document = [Self.random(&generator, depth: 0)]
      let bytes = try JSONSerialization.data(withJSONObject: document, options: Self.writings[round % 3])
      let expected = try JSONDecoder().decode(Tree.self, from: bytes)
      let read = Array(bytes).withUnsafeBytes { buffer -> Tree? in
        var scanner = JSONScanner(buffer)
        return try? Tree(&scanner)
      }
      #expect(read == expected, "round \(round)")
      let isSkipped = Array(bytes).withUnsafeBytes { buffer -> Bool in
        var scanner = JSONScanner(buffer)
        return (try? scanner.skipValue()) != nil && scanner.isAtEnd()
      }
      #expect(isSkipped, "round \(round)")
    }
  }

  /// Foundation accepts a little more than RFC 8259 here and there, so only this direction holds.
  @Test func `accepts no damaged document that JSONSerialization refuses`() throws {
    var generator = ScannerRandom(seed: 7)
    for round in 0..<4000 {
      var bytes = Array(try JSONSerialization.data(withJSONObject: [Self.random(&generator, depth: 2)]))
      for _ in 0..<Int.random(in: 1...3, using: &generator) {
        bytes[Int.random(in: bytes.indices, using: &generator)] = UInt8.random(in: .min ... .max, using: &generator)
      }
      let isAccepted = bytes.withUnsafeBytes { buffer -> Bool in
        var scanner = JSONScanner(buffer)
        do throws(JSONFailure) {
          try scanner.skipValue()
          try scanner.finish()
          return true
        } catch { return false }
      }
      // A double beyond its range is sound grammar, but no number for Foundation.
      if isAccepted, !bytes.contains(UInt8(ascii: "e")), !bytes.contains(UInt8(ascii: "E")) {
        #expect(
          (try? JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)) != nil,
          "round \(round): \(String(decoding: bytes, as: UTF8.self))")
      }
    }
  }
}
