import Crypto
import Foundation

/// The size and the SHA-256 of a file. Blocks.
struct FileDigest: Hashable {
  let bytes: Int
  let sha256: String

  private static let piece = 1 << 20

  /// - Throws: `BackupFailure` if it is not there, not a plain file, or cannot be read.
  init(of path: String, named name: String) throws {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    guard descriptor >= 0 else {
      throw errno == ENOENT ? BackupFailure.missingFile(name) : .damagedFile(name, reason: String(cString: strerror(errno)))
    }
    defer { close(descriptor) }
    var hash = SHA256()
    var size = 0
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: Self.piece, alignment: 16)
    defer { buffer.deallocate() }
    while true {
      let count = read(descriptor, buffer.baseAddress, buffer.count)
      guard count >= 0 else { throw BackupFailure.damagedFile(name, reason: String(cString: strerror(errno))) }
      if count == 0 { break }
      hash.update(bufferPointer: UnsafeRawBufferPointer(rebasing: buffer[..<count]))
      size += count
    }
    (bytes, sha256) = (size, Self.hexadecimal(hash.finalize()))
  }

  static func hexadecimal(_ digest: SHA256.Digest) -> String {
    digest.map { byte in String(byte >> 4, radix: 16) + String(byte & 15, radix: 16) }.joined()
  }
}
