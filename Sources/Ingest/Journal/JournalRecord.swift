import Usage

/// What is written to the journal: each row and each quarantined event takes one sequence.
package enum JournalRecord: Sendable {
  case events(EventBlock, rows: Range<Int>)
  case quarantined([QuarantinedEvent])

  var count: Int {
    switch self {
    case .events(_, let rows): rows.count
    case .quarantined(let events): events.count
    }
  }

  /// At least what the record takes in a frame, roughly.
  var size: Int {
    switch self {
    case .events(let block, let rows): Int(block.offsets[rows.upperBound] - block.offsets[rows.lowerBound]) + rows.count * 4
    case .quarantined(let events): events.reduce(0) { $0 + $1.size }
    }
  }
}

extension QuarantinedEvent {
  /// JSON may write one byte as six.
  var size: Int { 6 * (body.utf8.count + rejection.message.utf8.count + id.utf8.count + source.utf8.count) + 400 }
}
