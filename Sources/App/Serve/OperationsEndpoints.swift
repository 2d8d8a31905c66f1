import HTTPTypes
import Hummingbird
import Web

/// What operators and their machines ask.
struct OperationsEndpoints: Sendable {
  let installation: Installation
  let metrics: PrometheusRegistry

  var endpoints: [Endpoint] { [health, readiness, exposition] }

  private var health: Endpoint {
    Endpoint(
      .get, "/healthz", access: .open, .init("health", "Whether the process answers", tags: ["Operations"]),
      answers: [.init(.ok, "It does.", [.json: .object(["status": .string])])]
    ) { _ in .json(["status": "ok"]) }
  }

  private var readiness: Endpoint {
    Endpoint(
      .get, "/readyz", access: .open, .init("readiness", "Whether events are taken and questions answered", tags: ["Operations"]),
      answers: [
        .init(.ok, "They are.", [.json: .object(["status": .string])]), .problem(.serviceUnavailable, "They are not; the detail says why."),
      ]
    ) { _ in
      let statistics = installation.writer.statistics
      if let failure = statistics.journalFailure { throw Problem.busy("The journal cannot be written: \(failure)") }
      if let failure = statistics.sinkFailure { throw Problem.busy("The store does not take events: \(failure)") }
      return .json(["status": "ready"])
    }
  }

  private var exposition: Endpoint {
    Endpoint(
      .get, "/metrics", access: .scope(.read, .installation),
      .init("metrics", "Metrics in Prometheus' text format", tags: ["Operations"]),
      answers: [.init(.ok, "Text format 0.0.4.", [.text: .string])]
    ) { _ in
      var response = Response.text(metrics.render())
      response.headers[.contentType] = "text/plain; version=0.0.4; charset=utf-8"
      return response
    }
  }
}
