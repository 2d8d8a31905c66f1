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
    ) { _ in
      .json(["removed": .integer(Int64(try await demo.removeDemo()))])
    }
  }
}
