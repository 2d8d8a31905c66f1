import Ingest
import ServiceLifecycle

/// Hands out what is acknowledged while the server runs.
struct LiveDelivery: Service {
  let hub: LiveHub

  func run() async throws { await cancelWhenGracefulShutdown { await hub.run() } }
}
