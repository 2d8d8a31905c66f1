import Crypto
import Foundation
import HTTPTypes

/// Names a state of something, so that whoever changes it can say which state they have seen (RFC 9110, ETag and If-Match).
package struct EntityTag: Hashable, Sendable {
  package let text: String

  package init(_ text: String) { self.text = text }

  /// - Parameter documents: all that the state is.
  package init(of documents: [String]) {
    var hash = SHA256()
    for document in documents {
      withUnsafeBytes(of: document.utf8.count) { hash.update(bufferPointer: $0) }
      hash.update(data: Data(document.utf8))
    }
    text = hash.finalize().prefix(12).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  package var header: String { "\"\(text)\"" }
}

extension Call {
  /// The state that the caller has seen and means to change; nil: whichever it is. Of several that they name, the last. A tag that was
  /// made weak on its way, as compressing does, names the same state.
  package var seen: EntityTag? {
    guard let header = headers[.ifMatch] else { return nil }
    let last = header.split(separator: ",").last.map { $0.filter { $0 != " " } } ?? ""
    return last == "*" ? nil : EntityTag((last.hasPrefix("W/") ? last.dropFirst(2) : last[...]).filter { $0 != "\"" })
  }
}
