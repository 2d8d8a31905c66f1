import HTTPTypes
import Hummingbird
import Web

extension NativeAPI {
  var removeDemo: Endpoint {
    Endpoint(
      .delete, "/v1/demo", access: .scope(.admin),
      .init(
        "removeDemo", "Take away the demo's events",
        description: "Those with the source `demo` whose ids begin with `demo-`, and no others.",
        tags: ["Recording"]),
      answers: [.init(.ok, "How many there were.", [.json: .object(["removed": .integer])])]
    ) { call in
      let removed = try await demo.removeDemo()
      try await audit.note("demo.remove", by: call, before: ["events": String(removed)])
      return .json(["removed": .integer(Int64(removed))])
    }
  }
}
