import Usage

/// What stays of requests when their time is over: sums over those of one quarter of an hour that agree in all that is not a number and
/// in the signs of their numbers. A quarter of an hour divides the hours of every zone.
package enum RollUp {
  package static let grain: Int64 = 900_000_000

  /// What names one request, or holds what was said.
  package static let dropped: Set<EventField> = [.id, .message, .session, .errorMessage]

  package static let kept = EventField.allCases.filter { !dropped.contains($0) }

  package static let summed = kept.filter { field in
    switch field.definition.kind {
    case .integer, .duration, .money: true
    case .text, .tags, .boolean, .timestamp: false
    }
  }

  package static let grouped = kept.filter { $0 != .timestamp && !summed.contains($0) }
}
