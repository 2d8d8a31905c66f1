#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Texts that come again and again in the same order, as the names within sorted groups do: each is made once.
struct RepeatedNames {
  private(set) var texts: [String] = []
  private var spellings: [[UInt8]] = []
  private var known: [[UInt8]: Int] = [:]
  private var next = 0

  /// Beyond so many, names are looked up and not guessed.
  private static let guesses = 4

  /// The place in `texts`.
  mutating func place(of bytes: UnsafeRawBufferPointer) -> Int {
    for step in 0..<min(Self.guesses, texts.count) {
      let place = next + step < texts.count ? next + step : next + step - texts.count
      guard isSpelt(place, bytes) else { continue }
      next = place + 1 < texts.count ? place + 1 : 0
      return place
    }
    return lookedUp(Array(bytes))
  }

  private func isSpelt(_ place: Int, _ bytes: UnsafeRawBufferPointer) -> Bool {
    spellings[place].withUnsafeBytes { known in
      guard known.count == bytes.count, let left = known.baseAddress, let right = bytes.baseAddress else {
        return known.count == bytes.count
      }
      return memcmp(left, right, known.count) == 0
    }
  }

  private mutating func lookedUp(_ bytes: [UInt8]) -> Int {
    if let place = known[bytes] { return place }
    known[bytes] = texts.count
    spellings.append(bytes)
    texts.append(String(decoding: bytes, as: UTF8.self))
    next = 0
    return texts.count - 1
  }
}
