import Foundation

/// RFC 4180: records of cells; a quoted cell may hold commas, line ends and doubled quotes. Lines may also end with a mere line feed.
struct CSVReader {
  enum Fault: String { case openQuote = "a quoted cell has no end", looseQuote = "something follows the closing quote of a cell" }

  private let bytes: UnsafeRawBufferPointer
  private(set) var position: Int
  /// The record's cells, one after the other, with where each ends.
  private(set) var content: [UInt8] = []
  private(set) var ends: [Int] = []
  private(set) var fault: Fault?

  init(_ bytes: UnsafeRawBufferPointer, from start: Int) {
    self.bytes = bytes
    position = start
  }

  var count: Int { ends.count }

  subscript(cell: Int) -> ArraySlice<UInt8> { content[(cell == 0 ? 0 : ends[cell - 1])..<ends[cell]] }

  /// Reads the next record that is not a blank line; false at the end.
  mutating func next() -> Bool {
    while takeLineEnd() {}
    guard position < bytes.count else { return false }
    content.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    fault = nil
    repeat {
      if position < bytes.count, bytes[position] == Self.quote { quoted() } else { plain() }
      ends.append(content.count)
    } while takeComma()
    _ = takeLineEnd()
    return true
  }

  private mutating func plain() {
    let start = position
    while position < bytes.count, bytes[position] != Self.comma, !isLineEnd(position) { position += 1 }
    content.append(contentsOf: UnsafeRawBufferPointer(rebasing: bytes[start..<position]))
  }

  private mutating func quoted() {
    position += 1
    while let close = firstQuote() {
      content.append(contentsOf: UnsafeRawBufferPointer(rebasing: bytes[position..<close]))
      position = close + 1
      guard position < bytes.count, bytes[position] == Self.quote else { return afterQuote() }
      content.append(Self.quote)
      position += 1
    }
    fault = .openQuote
    position = bytes.count
  }

  private mutating func afterQuote() {
    guard position < bytes.count, bytes[position] != Self.comma, !isLineEnd(position) else { return }
    fault = .looseQuote
    plain()
  }

  private func firstQuote() -> Int? {
    guard let base = bytes.baseAddress, position < bytes.count else { return nil }
    return memchr(base + position, Int32(Self.quote), bytes.count - position).map { UnsafeRawPointer($0) - base }
  }

  private func isLineEnd(_ place: Int) -> Bool {
    bytes[place] == Self.lineFeed || bytes[place] == Self.carriageReturn && place + 1 < bytes.count && bytes[place + 1] == Self.lineFeed
      || bytes[place] == Self.carriageReturn && place + 1 == bytes.count
  }

  private mutating func takeLineEnd() -> Bool {
    guard position < bytes.count, isLineEnd(position) else { return false }
    position += bytes[position] == Self.carriageReturn && position + 1 < bytes.count ? 2 : 1
    return true
  }

  private mutating func takeComma() -> Bool {
    guard position < bytes.count, bytes[position] == Self.comma else { return false }
    position += 1
    return true
  }

  private static let quote = UInt8(ascii: "\"")
  private static let comma = UInt8(ascii: ",")
  private static let lineFeed = UInt8(ascii: "\n")
  private static let carriageReturn = UInt8(ascii: "\r")
}
