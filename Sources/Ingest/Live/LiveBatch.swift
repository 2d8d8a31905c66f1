import Usage

/// What was acknowledged since the last batch.
package struct LiveBatch: Sendable {
  package var events: [LiveEvent]
  /// How many more there were in each project than anybody could look at.
  package var skipped: [ID<Project>: Int]

  package func skipped(in scope: ProjectScope) -> Int {
    switch scope {
    case .all: skipped.values.reduce(0, +)
    case .only(let project): skipped[project] ?? 0
    }
  }
}
