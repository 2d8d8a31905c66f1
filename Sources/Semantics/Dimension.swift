/// What a query groups by.
package enum Dimension: Hashable, Sendable {
  case time(Granularity)
  case by(Attribute)
  /// The value of one of the client's own tags; null where the record lacks it.
  case tag(String)

  /// As in requests and results: "time", "model", "tag:team". The granularity is told apart from it.
  package var name: String {
    switch self {
    case .time: "time"
    case .by(let attribute): attribute.name
    case .tag(let key): "tag:" + key
    }
  }

  /// Reads an attribute's name or "tag:" and a key. Time is asked for by a granularity.
  package init?(name: String) {
    if let attribute = Attribute(name: name) {
      self = .by(attribute)
    } else if name.hasPrefix("tag:"), name.utf8.count > 4 {
      self = .tag(String(name.dropFirst(4)))
    } else {
      return nil
    }
  }

  package var isTime: Bool {
    if case .time = self { true } else { false }
  }

  /// What can be written as a dimension, for messages and documents.
  package static let names = Attribute.allCases.map(\.name) + ["tag:<key>"]
}
