/// Makes the keys by which events are known. The secret belongs to the store and must not change while the store lives.
package struct EventKeyHasher: Sendable {
  private let key0: UInt64
  private let key1: UInt64

  package init(key0: UInt64, key1: UInt64) {
    self.key0 = key0
    self.key1 = key1
  }

  /// The project's length goes in first, so that ("a", "bc") and ("ab", "c") differ.
  package func key(project: String, id: String) -> EventKey {
    let projectLength = project.utf8.count
    let length = 8 + projectLength + id.utf8.count
    return withUnsafeTemporaryAllocation(byteCount: length, alignment: 8) { bytes in
      bytes.storeBytes(of: UInt64(projectLength).littleEndian, as: UInt64.self)
      Self.copy(project, to: UnsafeMutableRawBufferPointer(rebasing: bytes[8...]))
      Self.copy(id, to: UnsafeMutableRawBufferPointer(rebasing: bytes[(8 + projectLength)...]))
      let hash = SipHash128.hash(UnsafeRawBufferPointer(bytes), key0: key0, key1: key1)
      return EventKey(high: hash.second, low: hash.first)
    }
  }

  @inline(__always)
  private static func copy(_ text: String, to target: UnsafeMutableRawBufferPointer) {
    var text = text
    text.withUTF8 { target.copyMemory(from: UnsafeRawBufferPointer($0)) }
  }
}
