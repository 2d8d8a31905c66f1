import Logging
import ServiceLifecycle

/// What must happen now and then while the server runs.
struct Housekeeping: Service {
  let installation: Installation
  let logger: Logger

  private static let interval = Duration.seconds(15)

  func run() async throws {
    await cancelWhenGracefulShutdown {
      while !Task.isCancelled {
        try? await Task.sleep(for: Self.interval)
        guard !Task.isCancelled else { return }
        await once()
      }
    }
  }

  private func once() async {
    do { try await installation.keys.saveUses() } catch {
      logger.warning("the last uses of keys could not be saved", metadata: ["error": "\(error)"])
    }
    // A long log makes the next start slow; a checkpoint while events pour in would hold them up.
    guard installation.store.logSize > 32 << 20, installation.writer.statistics.unstored.records < 10_000 else { return }
    do { try await installation.store.checkpoint() } catch { logger.debug("no checkpoint this time", metadata: ["error": "\(error)"]) }
  }
}
