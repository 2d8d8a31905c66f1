import Foundation
import Testing

@testable import Ingest

struct JSONScannerTests {
  /// Reads the whole text as one value; nil if it is sound.
  private func failure(_ bytes: [UInt8]) -> JSONSyntaxError? {
    bytes.withUnsafeBytes { buffer in
      var scanner = JSONScanner(buffer)
      do throws(JSONFailure) {
        try scanner.skipValue()
        try scanner.finish()
        return nil
      } catch {
        guard case .syntax(let error) = error else { return JSONSyntaxError(.trailing, at: -1) }
        return error
      }
    }
  }

  private func failure(_ text: String) -> JSONSyntaxError? { failure(Array(text.utf8)) }

  @Test(arguments: [
    "null", " true ", "false\n", "0", "-0", "-0.0", "1e5", "1E+5", "1.5e-300", "123456789012345678901234567890", #""""#,
    #""a\"\\\/\b\f\n\r\t""#,
    #""\u0000\u00e9\uD83D\uDE00""#, "\"é漢😀\"", "[]", "{}", "[[],{}]", #"{"a":{"b":[1,2,{"c":null}]},"a":1}"#, "[1 , 2\t,\r\n3]",
    "\"\u{7F}\"",
  ])
  func `takes what the grammar allows`(_ text: String) {
    #expect(failure(text) == nil)
  }

  private static let broken: [(String, JSONSyntaxError.Reason, Int)] = [
    ("", .unexpectedEnd, 0), ("[", .unexpectedEnd, 1), ("[1", .unexpectedEnd, 2), ("[1,", .unexpectedEnd, 3), ("{\"a\"", .unexpectedEnd, 4),
    ("[1,]", .unexpectedByte, 3), ("[,1]", .unexpectedByte, 1), ("[1 2]", .unexpectedByte, 3), ("{\"a\":1,}", .unexpectedByte, 7),
    ("{a:1}", .unexpectedByte, 1), ("{\"a\" 1}", .unexpectedByte, 5), ("{\"a\":}", .unexpectedByte, 5), ("[}", .unexpectedByte, 1),
    ("[1}", .unexpectedByte, 2), ("nul", .unexpectedEnd, 3), ("nulx", .unexpectedByte, 3), ("True", .unexpectedByte, 0),
    ("NaN", .unexpectedByte, 0),
    ("1 2", .trailing, 2), ("[] x", .trailing, 3), ("01", .number, 1), ("-01", .number, 2), ("-", .unexpectedEnd, 1), ("-a", .number, 1),
    ("+1", .unexpectedByte, 0), (".5", .unexpectedByte, 0), ("1.", .number, 2), ("1.e5", .number, 2), ("1e", .unexpectedEnd, 2),
    ("1e+", .unexpectedEnd, 3),
    ("1ex", .number, 2), ("1.5.2", .number, 3), ("0x10", .number, 1), ("\"a", .unexpectedEnd, 2), (#""\x""#, .escape, 1),
    (#""\u12g4""#, .escape, 1),
    (#""\u12"#, .unexpectedEnd, 5), (#""\"#, .unexpectedEnd, 2), (#""\uD800""#, .surrogate, 1), (#""\uDC00""#, .surrogate, 1),
    (#""\uD800\u0041""#, .surrogate, 1), (#""ab\uD83Dxx""#, .surrogate, 3), ("\"a\u{1}\"", .controlCharacter, 2),
    ("\"12345678\n\"", .controlCharacter, 9),
    ("'a'", .unexpectedByte, 0), ("// x", .unexpectedByte, 0), ("\u{A0}1", .unexpectedByte, 0),
  ]

  @Test(arguments: broken)
  func `says where the grammar is broken`(_ text: String, _ reason: JSONSyntaxError.Reason, _ offset: Int) {
    #expect(failure(text) == JSONSyntaxError(reason, at: offset))
  }

  private static let badUTF8: [[UInt8]] = [
    [0x80], [0xC0, 0xAF], [0xC1, 0xBF], [0xC3], [0xE0, 0x80, 0x80], [0xE0, 0x9F, 0xBF], [0xED, 0xA0, 0x80], [0xE2, 0x82],
    [0xF0, 0x80, 0x80, 0x80],
    [0xF0, 0x8F, 0xBF, 0xBF], [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xFE], [0xFF], [0xF0, 0x9F, 0x98],
  ]

  @Test(arguments: badUTF8, [0, 1, 7, 8, 9, 17])
  func `refuses ill-formed UTF-8 wherever it stands`(_ bad: [UInt8], _ before: Int) {
    let text = [Byte.quote] + Array(repeating: UInt8(ascii: "x"), count: before) + bad + [UInt8(ascii: "y"), Byte.quote]
    #expect(failure(text) == JSONSyntaxError(.encoding, at: 1 + before))
  }

  @Test func `nests 64 levels and no more`() {
    #expect(failure(String(repeating: "[", count: 64) + String(repeating: "]", count: 64)) == nil)
    #expect(failure(String(repeating: "[", count: 65) + String(repeating: "]", count: 65)) == JSONSyntaxError(.depth, at: 64))
    #expect(failure(String(repeating: "{\"a\":", count: 64) + "1" + String(repeating: "}", count: 64)) == nil)
    #expect(failure(String(repeating: "{\"a\":", count: 65) + "1" + String(repeating: "}", count: 65))?.reason == .depth)
  }

  private func integer(_ text: String) -> Result<Int64, JSONFailure> {
    Array(text.utf8).withUnsafeBytes { bytes in
      Result { () throws(JSONFailure) in
        var scanner = JSONScanner(bytes)
        let value = try scanner.integer()
        try scanner.finish()
        return value
      }
    }
  }

  private static let integers: [(String, Int64)] = [
    ("0", 0), ("-0", 0), ("7", 7), ("-7", -7), ("12.0", 12), ("1e3", 1000), ("1.50e1", 15), ("1200e-2", 12), ("0e999999999", 0),
    ("0.000", 0),
    ("999999999999999999", 999_999_999_999_999_999), ("1000000000000000000", 1_000_000_000_000_000_000), ("9223372036854775807", .max),
    ("-9223372036854775808", .min), ("922337203685477580.7e1", .max), ("1000000000000000000000e-21", 1), ("3 ", 3),
  ]

  @Test(arguments: integers)
  func `reads whole numbers exactly`(_ text: String, _ value: Int64) {
    #expect(integer(text) == .success(value))
  }

  @Test(arguments: ["12.5", "1e-1", "\"12\"", "true", "null", "[]", "{}", "0.1"])
  func `takes nothing but whole numbers for one`(_ text: String) {
    #expect(integer(text) == .failure(.wrongType("a whole number")))
  }

  @Test(arguments: ["9223372036854775808", "-9223372036854775809", "1e19", "123456789012345678901234567890", "1e400", "1e99999999999"])
  func `says of a whole number beyond 64 bits that it is too large`(_ text: String) {
    #expect(integer(text) == .failure(.invalid("is too large a number")))
  }

  private func double(_ text: String) -> Double? {
    Array(text.utf8).withUnsafeBytes { bytes in
      var scanner = JSONScanner(bytes)
      return try? scanner.double()
    }
  }

  @Test(arguments: [
    "0", "0.1", "0.3", "1e22", "1e23", "9007199254740993", "9007199254740993.0", "123456789012345678", "2.2250738585072011e-308",
    "5e-324", "1e-400",
    "1.7976931348623157e308", "0.000001", "8.5e-7", "1234567.891011", "179769313486231580793728971405301e276",
    "3.14159265358979323846264338327950288",
  ])
  func `rounds doubles like the C library`(_ text: String) {
    #expect(double(text) == strtod(text, nil))
  }

  @Test func `refuses doubles beyond their range`() {
    #expect(double("1e309") == nil)
  }

  @Test func `rounds random doubles like the C library`() {
    var random = ScannerRandom(seed: 11)
    for _ in 0..<20_000 {
      let digits = (0..<Int.random(in: 1...22, using: &random)).map { _ in String(Int.random(in: 0...9, using: &random)) }.joined()
      let text = "\(Int.random(in: 1...9, using: &random)).\(digits)e\(Int.random(in: -40...40, using: &random))"
      #expect(double(text) == strtod(text, nil), "\(text)")
    }
  }
}
