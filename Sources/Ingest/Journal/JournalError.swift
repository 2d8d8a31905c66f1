import Foundation

package enum JournalError: Error, Hashable, Sendable, CustomStringConvertible {
  /// A system call failed.
  case io(operation: String, file: String, errno: Int32)
  /// Acknowledged events cannot be read back. Nothing was changed.
  case damaged(file: String, offset: Int, reason: String)
  /// The journal begins later than the store ends: the two do not belong together, or one of them lost a part.
  case gap(stored: UInt64, first: UInt64)
  /// Written by a newer version.
  case unknownKind(file: String, offset: Int, kind: UInt32)
  /// Another process has this journal open.
  case inUse(directory: String)

  package var description: String {
    switch self {
    case .io(let operation, let file, let code): "cannot \(operation) \(file): \(String(cString: strerror(code)))"
    case .damaged(let file, let offset, let reason): "the journal file \(file) is damaged at byte \(offset): \(reason)"
    case .gap(let stored, let first):
      "the store ends at event \(stored), but the journal begins at \(first): events between them are missing"
    case .unknownKind(let file, let offset, let kind):
      "the journal file \(file) holds a record of unknown kind \(kind) at byte \(offset): it was written by a newer version"
    case .inUse(let directory): "another process uses \(directory)"
    }
  }
}
