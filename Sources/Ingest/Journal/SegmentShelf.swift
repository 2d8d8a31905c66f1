import Synchronization

/// Segments that are no longer written and wait until all they hold is stored.
final class SegmentShelf: Sendable {
  private struct Retired {
    let name: String
    let lastSequence: UInt64
  }

  private let retired = Mutex<[Retired]>([])

  var count: Int { retired.withLock { $0.count } }

  func retire(_ name: String, lastSequence: UInt64) {
    retired.withLock { $0.append(Retired(name: name, lastSequence: lastSequence)) }
  }

  /// The names of the segments that hold nothing beyond `sequence`; they are the caller's to remove.
  func take(through sequence: UInt64) -> [String] {
    retired.withLock { retired in
      let done = retired.filter { $0.lastSequence <= sequence }
      retired.removeAll { $0.lastSequence <= sequence }
      return done.map(\.name)
    }
  }
}
