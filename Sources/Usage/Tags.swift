import Foundation

/// The stored form of a string map: a JSON object with sorted keys, so that equal maps are equal texts.
package enum Tags {
  package static func encoded(_ tags: [String: String]) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    // A map of strings always encodes.
    return (try? encoder.encode(tags)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
  }

  package static func decoded(_ text: String) -> [String: String]? {
    try? JSONDecoder().decode([String: String].self, from: Data(text.utf8))
  }
}
