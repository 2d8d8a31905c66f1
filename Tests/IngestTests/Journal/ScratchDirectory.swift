import Foundation

/// A directory of a test's own, gone with the last reference.
final class ScratchDirectory: Sendable {
  let path: String

  init() throws {
    // In memory where there is such a place: these tests synchronize thousands of files.
    let memory = "/dev/shm"
    let parent = FileManager.default.isWritableFile(atPath: memory) ? memory : FileManager.default.temporaryDirectory.path
    path = parent + "/weir-\(UUID())"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}
