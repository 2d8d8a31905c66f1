import Foundation

/// A file that is there for whoever holds it and for nobody else: it has no name any more, so nothing is left of it whatever happens.
package final class ExportedFile: Sendable {
  private let descriptor: Int32
  package let size: Int

  /// Takes the file's name away. nil if it cannot be read.
  package init?(taking path: String) {
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    unlink(path)
    guard descriptor >= 0 else { return nil }
    var status = stat()
    size = fstat(descriptor, &status) == 0 ? Int(status.st_size) : 0
  }

  deinit { close(descriptor) }

  /// Fills the buffer from `offset` on, as far as the file goes. Blocks. Returns how many bytes there were.
  package func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) -> Int {
    max(0, pread(descriptor, buffer.baseAddress, buffer.count, off_t(offset)))
  }
}
