import Foundation

/// An open file that is closed with the last reference.
final class FileDescriptor: Sendable {
  let raw: Int32

  init(opening path: String, _ flags: Int32) throws(JournalError) {
    raw = open(path, flags | O_CLOEXEC, 0o600)
    guard raw >= 0 else { throw .io(operation: "open", file: path, errno: errno) }
  }

  deinit { if raw >= 0 { close(raw) } }
}
