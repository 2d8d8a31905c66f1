import Foundation

package struct DiskJournalFiles: JournalFiles {
  private let directory: String
  // Held for as long as this value and its copies live.
  private let lock: FileDescriptor

  /// Makes the directory if need be and locks it against other processes.
  package init(directory: String) throws(JournalError) {
    self.directory = directory
    do {
      try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
    } catch {
      throw .io(operation: "create", file: directory, errno: errno)
    }
    lock = try FileDescriptor(opening: directory + "/lock", O_RDWR | O_CREAT)
    guard flock(lock.raw, LOCK_EX | LOCK_NB) == 0 else {
      throw errno == EWOULDBLOCK ? .inUse(directory: directory) : .io(operation: "lock", file: directory, errno: errno)
    }
  }

  package func names() throws(JournalError) -> [String] {
    do {
      return try FileManager.default.contentsOfDirectory(atPath: directory)
    } catch {
      throw .io(operation: "list", file: directory, errno: errno)
    }
  }

  package func create(_ name: String, size: Int) throws(JournalError) -> any JournalFile {
    let path = directory + "/" + name
    guard unlink(path) == 0 || errno == ENOENT else { throw .io(operation: "replace", file: path, errno: errno) }
    let file = DiskJournalFile(path: path, descriptor: try FileDescriptor(opening: path, O_RDWR | O_CREAT | O_EXCL))
    do {
      try file.reserve(size)
      try synchronizeDirectory()
    } catch {
      // A file left behind would be an empty segment; that it goes is tidiness.
      unlink(path)
      throw error
    }
    return file
  }

  package func open(_ name: String) throws(JournalError) -> any JournalFile {
    let path = directory + "/" + name
    return DiskJournalFile(path: path, descriptor: try FileDescriptor(opening: path, O_RDWR))
  }

  package func remove(_ names: [String]) throws(JournalError) {
    guard !names.isEmpty else { return }
    for name in names where unlink(directory + "/" + name) != 0 && errno != ENOENT {
      throw .io(operation: "remove", file: name, errno: errno)
    }
    try synchronizeDirectory()
  }

  private func synchronizeDirectory() throws(JournalError) {
    let descriptor = try FileDescriptor(opening: directory, O_RDONLY | O_DIRECTORY)
    guard fsync(descriptor.raw) == 0 else { throw .io(operation: "synchronize", file: directory, errno: errno) }
  }
}
