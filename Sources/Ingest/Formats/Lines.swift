import Foundation

/// The lines of a body that are not blank.
package struct Lines {
  private let body: UnsafeRawBufferPointer
  private var position: Int

  package init(_ body: UnsafeRawBufferPointer, from start: Int) {
    self.body = body
    position = start
  }

  /// The next line, without its end.
  package mutating func next() -> Range<Int>? {
    while position < body.count {
      let start = position
      let end = lineEnd(from: start)
      position = end + 1
      var scanner = JSONScanner(body, range: start..<end)
      if !scanner.isAtEnd() { return start..<end }
    }
    return nil
  }

  private func lineEnd(from start: Int) -> Int {
    guard let base = body.baseAddress, let found = memchr(base + start, Int32(Byte.newline), body.count - start) else {
      return body.count
    }
    return UnsafeRawPointer(found) - base
  }

  /// Whether the lines are documents of their own, rather than one document that happens to have line ends: there is more than one, and
  /// the first one either is complete or is broken by more than its end.
  package consuming func areDocuments() -> Bool {
    guard let first = next(), position < body.count, next() != nil else { return false }
    var scanner = JSONScanner(body, range: first)
    do throws(JSONFailure) {
      guard try scanner.peek() == Byte.openBrace else { return false }
      try scanner.skipValue()
      return true
    } catch {
      if case .syntax(let error) = error { return error.reason != .unexpectedEnd }
      return true
    }
  }
}
