import HTTPTypes
import Hummingbird
import Web

extension NativeAPI {
  var recordDemo: Endpoint {
    Endpoint(
      .post, "/v1/demo", access: .scope(.admin),
      .init(
        "recordDemo", "Record invented usage to look at",
        description: "That of the last days up to now, with the source `demo`. Doing it twice changes nothing.", tags: ["Recording"]),
      parameters: [.query("days", .integer(1...365), "How many; 90 if absent.")],
      answers: [.init(.ok, "How many events are new.", [.json: .object(["recorded": .integer])])]
    ) { call in
      let days = Int(try call.query.integer("days", in: 1...365) ?? 90)
      return .json(["recorded": .integer(Int64(try await demo.recordDemo(days: days, by: try call.principal)))])
    }
  }

  var removeDemo: Endpoint {
    Endpoint(
      .delete, "/v1/demo", access: .scope(.admin),
      .init(
        "removeDemo", "Take away the demo's events",
        description: "Those with the source `demo` whose ids begin with `demo-`, and no others.",
        tags: ["Recording"]),
      answers: [.init(.ok, "How many there were.", [.json: .object(["removed": .integer])])]
    ) { call in
      .json(["removed": .integer(Int64(try await demo.removeDemo(by: try call.principal)))])
    }
  }
}
