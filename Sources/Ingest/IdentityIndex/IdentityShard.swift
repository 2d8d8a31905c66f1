import Foundation

/// One memory-mapped hash table of the index: open addressing, linear probing, nothing is ever taken out of one.
///
/// A key is kept in ten bytes: its low word, which also gives its place, and sixteen bits of the high word; the shard stands for eight
/// more. At 88 bits, two of a billion events share an entry with a chance of one in a billion.
///
/// Places grow with the low word, so filling a larger table from a smaller one runs through both from front to back.
final class IdentityShard: @unchecked Sendable {
  // Entries are read and written under the index's lock only; other threads merely ask the kernel to write the pages out.
  struct Description: Hashable {
    var generation: UInt64
    var capacity: Int
    var count: Int
  }

  private struct Entry: Hashable {
    let word: UInt64
    let tag: UInt16
  }

  static let entryBytes = 10

  let generation: UInt64
  let capacity: Int
  private(set) var count: Int
  /// Whether there may be entries that are not on disk. True for a table just opened: its last process may have died.
  var isDirty = true
  private let words: UnsafeMutablePointer<UInt64>
  private let tags: UnsafeMutablePointer<UInt16>

  var description: Description { Description(generation: generation, capacity: capacity, count: count) }
  var byteCount: Int { capacity * Self.entryBytes }

  /// An empty table in a new file with all of its space reserved: writing to a mapped hole on a full disk would end the process.
  convenience init(creating path: String, generation: UInt64, capacity: Int) throws(IdentityIndexError) {
    let descriptor = Foundation.open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw IdentityIndexError(operation: "create", file: path, errno: errno) }
    defer { close(descriptor) }
    let code = posix_fallocate(descriptor, 0, off_t(capacity * Self.entryBytes))
    guard code == 0 else {
      unlink(path)
      throw IdentityIndexError(operation: "reserve space for", file: path, errno: code)
    }
    try self.init(mapping: descriptor, path, Description(generation: generation, capacity: capacity, count: 0))
  }

  /// Nil when the file is not the one described.
  convenience init?(opening path: String, _ description: Description) throws(IdentityIndexError) {
    let descriptor = Foundation.open(path, O_RDWR | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, Int(status.st_size) == description.capacity * Self.entryBytes else { return nil }
    try self.init(mapping: descriptor, path, description)
  }

  private init(mapping descriptor: Int32, _ path: String, _ description: Description) throws(IdentityIndexError) {
    let size = description.capacity * Self.entryBytes
    guard let base = mmap(nil, size, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0), base != MAP_FAILED else {
      throw IdentityIndexError(operation: "map", file: path, errno: errno)
    }
    madvise(base, size, MADV_RANDOM)
    (generation, capacity, count) = (description.generation, description.capacity, description.count)
    words = base.bindMemory(to: UInt64.self, capacity: capacity)
    tags = (base + capacity * 8).bindMemory(to: UInt16.self, capacity: capacity)
  }

  deinit { munmap(words, byteCount) }

  func contains(_ key: EventKey) -> Bool { words[place(of: key)] != 0 }

  /// Whether the key was new. The caller sees to it that there is room.
  @discardableResult
  func insert(_ key: EventKey) -> Bool {
    let place = place(of: key)
    guard words[place] == 0 else { return false }
    put(Self.word(key), Self.tag(key), at: place)
    return true
  }

  /// Counts a key that may be in the table but not in its count. The count may become too great that way, never too small.
  func countAgain() { count += 1 }

  /// - Parameter keys: which of the other's are left out.
  func insertAll(of other: IdentityShard, except keys: [EventKey] = []) {
    let left = Set(keys.map { Entry(word: Self.word($0), tag: Self.tag($0)) })
    for index in 0..<other.capacity where other.words[index] != 0 {
      let (word, tag) = (other.words[index], other.tags[index])
      if !left.isEmpty, left.contains(Entry(word: word, tag: tag)) { continue }
      let place = place(ofWord: word, tag: tag)
      if words[place] == 0 { put(word, tag, at: place) }
    }
  }

  /// Writes everything out. May run while entries are added; those need not be included.
  func synchronize() -> Int32 { msync(words, byteCount, MS_SYNC) == 0 ? 0 : errno }

  /// Gives the memory back. The pages stay in the kernel's cache and return when touched.
  func release() { madvise(words, byteCount, MADV_DONTNEED) }

  private func put(_ word: UInt64, _ tag: UInt16, at place: Int) {
    tags[place] = tag
    words[place] = word
    count += 1
    isDirty = true
  }

  private func place(of key: EventKey) -> Int { place(ofWord: Self.word(key), tag: Self.tag(key)) }

  /// Where the entry is, or the empty place where it belongs.
  private func place(ofWord word: UInt64, tag: UInt16) -> Int {
    var place = Int(truncatingIfNeeded: word.multipliedFullWidth(by: UInt64(capacity)).high)
    while true {
      let found = words[place]
      if found == 0 || (found == word && tags[place] == tag) { return place }
      place += 1
      if place == capacity { place = 0 }
    }
  }

  /// Zero marks an empty place.
  private static func word(_ key: EventKey) -> UInt64 { max(key.low, 1) }
  private static func tag(_ key: EventKey) -> UInt16 { UInt16(truncatingIfNeeded: key.high) }
}
