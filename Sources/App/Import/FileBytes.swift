import Crypto
import Foundation

/// A file's bytes, mapped into memory: as much of it is read as is looked at.
package final class FileBytes: @unchecked Sendable {
  // Read-only memory that lives as long as this object.
  package let bytes: UnsafeRawBufferPointer
  private let copy: UnsafeMutableRawBufferPointer?

  /// "-" is standard input, which is first written to a file: its hash must be known before its first row is.
  package convenience init(path: String) throws {
    try self.init(descriptor: path == "-" ? Self.spooled() : Self.opened(path), path)
  }

  package init(_ content: some Collection<UInt8>) {
    let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: content.count, alignment: 16)
    copy.copyBytes(from: content)
    (bytes, self.copy) = (UnsafeRawBufferPointer(copy), copy)
  }

  private init(descriptor: Int32, _ path: String) throws {
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { throw CommandFailure("\(path) is not a file.") }
    copy = nil
    guard status.st_size > 0 else {
      bytes = UnsafeRawBufferPointer(start: nil, count: 0)
      return
    }
    guard let base = mmap(nil, Int(status.st_size), PROT_READ, MAP_PRIVATE, descriptor, 0), base != MAP_FAILED else {
      throw CommandFailure("\(path) cannot be read: \(String(cString: strerror(errno))).")
    }
    madvise(base, Int(status.st_size), MADV_SEQUENTIAL)
    bytes = UnsafeRawBufferPointer(start: base, count: Int(status.st_size))
  }

  deinit {
    if let copy { copy.deallocate() } else if let base = bytes.baseAddress { munmap(UnsafeMutableRawPointer(mutating: base), bytes.count) }
  }

  /// SHA-256, in hexadecimal.
  package var digest: String { SHA256.hash(of: bytes) }

  private static func opened(_ path: String) throws -> Int32 {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw CommandFailure("\(path) cannot be read: \(String(cString: strerror(errno))).") }
    return descriptor
  }

  private static func spooled() throws -> Int32 {
    let path = FileManager.default.temporaryDirectory.appending(path: "weir-\(UUID().uuidString)").path
    let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw CommandFailure("\(path) cannot be written: \(String(cString: strerror(errno))).") }
    unlink(path)
    let output = FileHandle(fileDescriptor: descriptor, closeOnDealloc: false)
    while let piece = try FileHandle.standardInput.read(upToCount: 1 << 20), !piece.isEmpty { try output.write(contentsOf: piece) }
    return descriptor
  }
}

extension SHA256 {
  static func hash(of bytes: UnsafeRawBufferPointer) -> String {
    var hash = SHA256()
    for start in stride(from: 0, to: bytes.count, by: 1 << 20) {
      hash.update(bufferPointer: UnsafeRawBufferPointer(rebasing: bytes[start..<min(start + (1 << 20), bytes.count)]))
    }
    return hash.finalize().map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}
