import Backup
import Ingest
import StorageDuckDB

/// The store by its own rules, and what stands beside it: the journal and the index of identities.
struct InstallationInspector: StoreInspector {
  private let installation: Installation

  private static let patience = Duration.seconds(30)

  init(_ installation: Installation) { self.installation = installation }

  func inspect() -> AsyncStream<StoreFinding> {
    AsyncStream { continuation in
      let looking = Task {
        continuation.yield(await journal())
        for await finding in installation.store.inspect() { continuation.yield(finding) }
        continuation.yield(await identities())
        continuation.finish()
      }
      continuation.onTermination = { _ in looking.cancel() }
    }
  }

  private func journal() async -> StoreFinding {
    let check = "what the journal holds is stored"
    let isSettled = await installation.writer.settle(timeout: Self.patience)
    let statistics = installation.writer.statistics
    if let failure = statistics.journalFailure ?? statistics.sinkFailure { return StoreFinding(check, passed: false, failure) }
    return StoreFinding(check, passed: isSettled, isSettled ? "up to \(statistics.storedSequence)" : "it waits for more than 30 seconds")
  }

  private func identities() async -> StoreFinding {
    let check = "the identity of every stored event is known"
    do {
      let unknown = try await installation.writer.unindexedEvents()
      return StoreFinding(check, passed: unknown == 0, unknown == 0 ? "" : "\(unknown) are not")
    } catch { return StoreFinding(check, passed: false, "\(error)") }
  }
}
