import Foundation

struct DiskJournalFile: JournalFile {
  let path: String
  let descriptor: FileDescriptor

  func size() throws(JournalError) -> Int {
    var status = stat()
    guard fstat(descriptor.raw, &status) == 0 else { throw failure("examine") }
    return Int(status.st_size)
  }

  func write(_ bytes: UnsafeRawBufferPointer, at offset: Int) throws(JournalError) {
    var done = 0
    while done < bytes.count {
      let count = pwrite(descriptor.raw, bytes.baseAddress! + done, bytes.count - done, off_t(offset + done))
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { throw failure("write") }
      done += count
    }
  }

  func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws(JournalError) -> Int {
    var done = 0
    while done < buffer.count {
      let count = pread(descriptor.raw, buffer.baseAddress! + done, buffer.count - done, off_t(offset + done))
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw failure("read") }
      if count == 0 { break }
      done += count
    }
    return done
  }

  func synchronize() throws(JournalError) {
    guard fdatasync(descriptor.raw) == 0 else { throw failure("synchronize") }
  }

  func truncate(to size: Int) throws(JournalError) {
    guard ftruncate(descriptor.raw, off_t(size)) == 0 else { throw failure("truncate") }
  }

  /// Makes room ahead, so that a full disk shows here and not in the middle of a write, and so that synchronizing a write seldom
  /// has to change the file's size.
  func reserve(_ size: Int) throws(JournalError) {
    let code = posix_fallocate(descriptor.raw, 0, off_t(size))
    guard code == 0 else { throw .io(operation: "reserve space for", file: path, errno: code) }
  }

  private func failure(_ operation: String) -> JournalError { .io(operation: operation, file: path, errno: errno) }
}
