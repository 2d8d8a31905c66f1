import Foundation

/// Takes such a stream apart, however it is cut into pieces.
package struct SnapshotReader {
  package enum Event: Hashable {
    case head(SnapshotHead)
    case part(PartContent, bytes: Int)
    case unchanged(PartContent)
    /// Of the file of the part before.
    case bytes(ArraySlice<UInt8>)
    /// The part's file is whole.
    case partEnd
    case end
  }

  private static let longestLine = 4 << 20

  private var line: [UInt8] = []
  private var missing: Int?
  private var isOver = false

  package init() {}

  /// - Throws: `BackupFailure.incomplete` where the bytes are no such stream.
  package mutating func take(_ piece: [UInt8]) throws -> [Event] {
    var events: [Event] = []
    var rest = piece[...]
    while !rest.isEmpty || missing == 0 {
      if let missing {
        let bytes = rest.prefix(missing)
        rest = rest.dropFirst(missing)
        if !bytes.isEmpty { events.append(.bytes(bytes)) }
        self.missing = bytes.count < missing ? missing - bytes.count : nil
        if self.missing == nil { events.append(.partEnd) }
      } else {
        guard let end = rest.firstIndex(of: UInt8(ascii: "\n")) else {
          line += rest
          break
        }
        line += rest[..<end]
        rest = rest[(end + 1)...]
        events.append(try event())
        line = []
      }
    }
    guard line.count <= Self.longestLine else { throw BackupFailure.incomplete }
    return events
  }

  private mutating func event() throws -> Event {
    guard !isOver, let read = try? JSONDecoder().decode(SnapshotLine.self, from: Data(line)) else { throw BackupFailure.incomplete }
    if let head = read.head { return .head(head) }
    if read.end == true {
      isOver = true
      return .end
    }
    guard let part = read.part else { throw BackupFailure.incomplete }
    guard let bytes = read.bytes else { return .unchanged(part) }
    guard bytes >= 0 else { throw BackupFailure.incomplete }
    missing = bytes
    return .part(part, bytes: bytes)
  }
}
