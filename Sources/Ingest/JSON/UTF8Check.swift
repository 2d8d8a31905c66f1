/// Whether bytes are well-formed UTF-8 (Unicode, table 3-7: no overlong forms, no surrogates, nothing beyond U+10FFFF).
struct UTF8Check {
  let bytes: UnsafeRawBufferPointer
  /// After a failed check: where the first bad sequence begins.
  private(set) var position = 0
  /// There is a U+007F to U+009F. (Those below U+0020 cannot stand in JSON as they are.)
  private(set) var hasControl = false

  init(bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  mutating func isValid() -> Bool {
    while position < bytes.count {
      let lead = bytes[position]
      if lead < 0x80 {
        if lead == 0x7F { hasControl = true }
        position += 1
        continue
      }
      guard let length = sequence(lead) else { return false }
      position += length
    }
    return true
  }

  /// The length of the sequence that begins here, nil if it is not sound.
  private mutating func sequence(_ lead: UInt8) -> Int? {
    switch lead {
    case 0xC2...0xDF:
      guard continues(1, from: 0x80, to: 0xBF) else { return nil }
      if lead == 0xC2, bytes[position + 1] < 0xA0 { hasControl = true }
      return 2
    case 0xE0...0xEF:
      let isSound = continues(1, from: lead == 0xE0 ? 0xA0 : 0x80, to: lead == 0xED ? 0x9F : 0xBF)
      return isSound && continues(2, from: 0x80, to: 0xBF) ? 3 : nil
    case 0xF0...0xF4:
      let isSound = continues(1, from: lead == 0xF0 ? 0x90 : 0x80, to: lead == 0xF4 ? 0x8F : 0xBF)
      return isSound && continues(2, from: 0x80, to: 0xBF) && continues(3, from: 0x80, to: 0xBF) ? 4 : nil
    default: return nil
    }
  }

  private func continues(_ offset: Int, from lower: UInt8, to upper: UInt8) -> Bool {
    position + offset < bytes.count && (lower...upper).contains(bytes[position + offset])
  }
}
