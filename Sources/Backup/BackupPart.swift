/// One file of a backup.
package struct BackupPart: Codable, Hashable, Sendable {
  /// Below the backup's folder. It follows from the rest, so no manifest can lead anywhere else.
  package let file: String
  package let bytes: Int
  /// In hexadecimal.
  package let sha256: String
  package let content: PartContent

  package init(_ content: PartContent, bytes: Int, sha256: String) {
    (self.content, self.bytes, self.sha256) = (content, bytes, sha256)
    file = Self.file(of: content, sha256: sha256)
  }

  /// True when it names the file that it must name, in a folder that is a plain word.
  var isSound: Bool {
    Self.isWord(content.table) && bytes >= 0 && sha256.utf8.count == 64 && sha256.utf8.allSatisfy(Self.isHexadecimal)
      && (content.first == nil) == (content.last == nil) && (content.first == nil || content.range != nil)
      && file == Self.file(of: content, sha256: sha256)
  }

  /// Whether a name can be a table's.
  static func isWord(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.count <= 64
      && text.utf8.allSatisfy {
        UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0 || UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 || $0 == UInt8(ascii: "_")
      }
  }

  private static func isHexadecimal(_ byte: UInt8) -> Bool {
    UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte || UInt8(ascii: "a")...UInt8(ascii: "f") ~= byte
  }

  /// The digest makes names of different contents different, so a new file never takes an old one's place.
  private static func file(of content: PartContent, sha256: String) -> String {
    let digits = content.range.map { range in
      let text = String(range.lowerBound)
      return String(repeating: "0", count: max(0, 14 - text.count)) + text + "-"
    }
    return "\(content.table)/\(content.table)-\(digits ?? "")\(sha256.prefix(16)).parquet"
  }
}
