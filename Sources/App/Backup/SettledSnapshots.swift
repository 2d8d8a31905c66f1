import Backup
import Ingest
import StorageDuckDB
import Synchronization

/// Snapshots with all that was acknowledged before they were asked for, one at a time.
struct SettledSnapshots: SnapshotSource {
  private let installation: Installation
  private let isTaking = Flag()

  private static let patience = Duration.seconds(30)

  init(_ installation: Installation) { self.installation = installation }

  func snapshot(known: KnownParts) async throws -> AsyncThrowingStream<SnapshotItem, any Error> {
    guard isTaking.raise() else { throw BackupFailure.busy }
    do {
      // What is acknowledged is in the journal; in the snapshot is what is in the store.
      guard await installation.writer.settle(timeout: Self.patience) else { throw BackupFailure.unsettled }
      try await installation.keys.saveUses()
      return passingOn(try await installation.store.snapshot(known: known))
    } catch {
      isTaking.lower()
      throw error
    }
  }

  private func passingOn(_ items: AsyncThrowingStream<SnapshotItem, any Error>) -> AsyncThrowingStream<SnapshotItem, any Error> {
    AsyncThrowingStream { [isTaking] continuation in
      let passing = Task {
        defer { isTaking.lower() }
        do {
          for try await item in items { continuation.yield(item.with(version: Version.current)) }
          continuation.finish()
        } catch { continuation.finish(throwing: error) }
      }
      continuation.onTermination = { _ in passing.cancel() }
    }
  }

  private final class Flag: Sendable {
    private let isUp = Mutex(false)

    /// False if it is up already.
    func raise() -> Bool {
      isUp.withLock { isUp in
        defer { isUp = true }
        return !isUp
      }
    }

    func lower() { isUp.withLock { $0 = false } }
  }
}

extension SnapshotItem {
  fileprivate func with(version: String) -> SnapshotItem {
    guard case .head(var head) = self else { return self }
    head.weir = version
    return .head(head)
  }
}
