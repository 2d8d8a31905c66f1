import Foundation

/// Which table files make up the index, and the sequence up to which they are known to be complete on disk. Replacing this small file
/// is what makes a new state of the index count.
struct IndexManifest: Hashable {
  static let name = "manifest"
  private static let magic: UInt64 = 0x3130_7865_6469_6577
  private static let size = 32 + IdentityTables.shardCount * 24 + 8

  let secret: IdentitySecret
  let syncedThrough: UInt64
  let shards: [IdentityShard.Description]

  init(secret: IdentitySecret, syncedThrough: UInt64, shards: [IdentityShard.Description]) {
    self.secret = secret
    self.syncedThrough = syncedThrough
    self.shards = shards
  }

  /// Nil when there is none, or none that is whole.
  init?(readingFrom directory: String) {
    guard let data = FileManager.default.contents(atPath: directory + "/" + Self.name), data.count == Self.size else { return nil }
    let words = data.withUnsafeBytes { bytes in
      (0..<Self.size / 8).map { UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: $0 * 8, as: UInt64.self)) }
    }
    guard words[0] == Self.magic, words.last == Self.checksum(words.dropLast()) else { return nil }
    secret = IdentitySecret(high: words[1], low: words[2])
    syncedThrough = words[3]
    shards = (0..<IdentityTables.shardCount).map { number in
      let at = 4 + number * 3
      return .init(
        generation: words[at], capacity: Int(truncatingIfNeeded: words[at + 1]), count: Int(truncatingIfNeeded: words[at + 2]))
    }
  }

  /// Replaces the manifest in one step.
  func write(to directory: String) throws(IdentityIndexError) {
    var words = [Self.magic, secret.high, secret.low, syncedThrough]
    for shard in shards { words += [shard.generation, UInt64(shard.capacity), UInt64(shard.count)] }
    words.append(Self.checksum(words[...]))
    let path = directory + "/" + Self.name
    let descriptor = open(path + ".new", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw IdentityIndexError(operation: "create", file: path, errno: errno) }
    defer { close(descriptor) }
    let bytes = Self.bytes(words[...])
    guard Foundation.write(descriptor, bytes, bytes.count) == bytes.count, fsync(descriptor) == 0, rename(path + ".new", path) == 0 else {
      throw IdentityIndexError(operation: "write", file: path, errno: errno)
    }
    let folder = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard folder >= 0 else { throw IdentityIndexError(operation: "open", file: directory, errno: errno) }
    defer { close(folder) }
    guard fsync(folder) == 0 else { throw IdentityIndexError(operation: "synchronize", file: directory, errno: errno) }
  }

  private static func checksum(_ words: ArraySlice<UInt64>) -> UInt64 {
    var crc = CRC32C()
    bytes(words).withUnsafeBytes { crc.update($0) }
    return UInt64(crc.value)
  }

  private static func bytes(_ words: ArraySlice<UInt64>) -> [UInt8] {
    words.flatMap { word in (0..<8).map { UInt8(truncatingIfNeeded: word >> ($0 * 8)) } }
  }
}
