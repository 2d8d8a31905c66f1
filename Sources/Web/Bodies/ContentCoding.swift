/// The encodings that a body may come in.
enum ContentCoding: Hashable, Sendable {
  case identity, gzip, deflate

  /// nil for a coding that is not known, or for several at once.
  init?(header: String?) {
    switch header?.lowercased().filter({ $0 != " " && $0 != "\t" }) {
    case nil, "", "identity": self = .identity
    case "gzip", "x-gzip": self = .gzip
    case "deflate": self = .deflate
    default: return nil
    }
  }
}
