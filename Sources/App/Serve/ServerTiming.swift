import HTTPTypes
import Hummingbird
import StorageDuckDB
import Web

/// The header of that name: how many milliseconds the engine worked until an answer began.
enum ServerTiming {
  static func value(engine: Duration) -> String {
    let microseconds = Int64(engine / .microseconds(1))
    let fraction = String(microseconds % 1000)
    return "engine;dur=\(microseconds / 1000).\(String(repeating: "0", count: 3 - fraction.count))\(fraction)"
  }
}

extension Endpoint {
  /// The same, with that header where the engine was asked.
  func timingEngine() -> Endpoint {
    var timed = self
    timed.handler = { [handler] call in
      let time = EngineTime()
      var response = try await EngineTime.$current.withValue(time) { try await handler(call) }
      let total = time.total
      if total > .zero { response.headers[.serverTiming] = ServerTiming.value(engine: total) }
      return response
    }
    return timed
  }
}

extension HTTPField.Name {
  fileprivate static var serverTiming: Self { Self("Server-Timing")! }
}
