import HTTPTypes
import Hummingbird
import Web

extension NativeAPI {
  private static let demoDays: ClosedRange<Int64> = 1...3650

  var recordDemo: Endpoint {
    Endpoint(
      .post, "/v1/demo", access: .scope(.admin),
      .init(
        "recordDemo", "Record invented usage to look at",
        description: """
          That of the last days up to now, with the source `demo`, and what belongs to it: users, groups, chats, messages, feedback, \
          executions, agents and their runs, budgets. All ids begin with `demo-`. Doing it twice changes nothing; what somebody has \
          written under the same id stays as it is.
          """, tags: ["Recording"]),
      parameters: [
        .query("days", .integer(Self.demoDays), "How many; 90 if absent."),
        .query("seed", .integer(0...Int64.max), "Another number, other events; 1 if absent."),
      ],
      answers: [.init(.ok, "How many events and other records are new.", [.json: .object(["recorded": .integer, "records": .integer])])]
    ) { call in
      let days = Int(try call.query.integer("days", in: Self.demoDays) ?? 90)
      let seed = UInt64(try call.query.integer("seed", in: 0...Int64.max) ?? 1)
      let count = try await demo.recordDemo(days: days, seed: seed, by: try call.principal)
      return .json(["recorded": .integer(Int64(count.events)), "records": .integer(Int64(count.records))])
    }
    .patient(.demo)
  }

  var removeDemo: Endpoint {
    Endpoint(
      .delete, "/v1/demo", access: .scope(.admin),
      .init(
        "removeDemo", "Take away the demo's events and records",
        description: """
          The events with the source `demo` whose ids begin with `demo-`, and the records beside them that the demo wrote and nobody has \
          written since. Nothing else goes.
          """, tags: ["Recording"]),
      answers: [.init(.ok, "How many events and other records there were.", [.json: .object(["removed": .integer, "records": .integer])])]
    ) { call in
      let count = try await demo.removeDemo(by: try call.principal)
      return .json(["removed": .integer(Int64(count.events)), "records": .integer(Int64(count.records))])
    }
    .patient(.demo)
  }
}

extension Duration {
  /// Some seconds are enough for the demo, but not on a machine that is busy with other things.
  package static let demo = Duration.seconds(600)
}
