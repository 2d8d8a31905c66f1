import Foundation
import HummingbirdTesting
import Testing

@Suite struct OpenWebUIConformance {
  @Test(arguments: AnalyticsSite.Store.allCases)
  func `answers every recorded request as the original did but for what is accepted`(_ store: AnalyticsSite.Store) async throws {
    let site = try await OpenWebUISite(in: store, OpenWebUIRows())
    let cases = try OpenWebUIRecorded.all()
    var (equal, accepted) = (0, 0)
    var failures: [String] = []
    for recorded in cases {
      let response = try await site.ask("/api/v1/analytics" + recorded.request)
      let body = OpenWebUIRecorded.condensed(response.json ?? .null, like: recorded.body)
      if Int(response.status.code) == recorded.status, body == recorded.body {
        equal += 1
      } else if OpenWebUIDifference.of(recorded, response) != nil {
        accepted += 1
      } else {
        failures.append("\(recorded.request): \(response.status.code) \(body)".prefix(700).description)
      }
    }
    #expect(failures == [])
    #expect(cases.count == 189)
    let summary = "\(cases.count) cases, \(equal) equal, \(accepted) accepted, \(failures.count) failing"
    print("conformance open-webui (\(store.rawValue)): \(summary)")
  }
}

/// What is different on purpose, and why.
enum OpenWebUIDifference: String {
  case tooManyDays = "more days than an answer can have are refused with 422; the original's calendar ends there, and it answered 500"

  static func of(_ recorded: OpenWebUIRecorded, _ response: TestResponse) -> OpenWebUIDifference? {
    let isTooMany = ["/models/m-a/overview?days=1000000", "/models/m-a/overview?days=99999999999"].contains(recorded.request)
    return isTooMany && recorded.status == 500 && response.status == .unprocessableContent ? .tooManyDays : nil
  }
}

/// A request that the original answered, and its answer.
struct OpenWebUIRecorded: Decodable {
  let request: String
  let status: Int
  let body: RecordedJSON

  private struct Document: Decodable { let responses: [OpenWebUIRecorded] }

  static func all() throws -> [OpenWebUIRecorded] {
    try JSONDecoder().decode(Document.self, from: Data(contentsOf: OpenWebUIRows.folder.appending(path: "answers.json"))).responses
  }

  /// Long histories were kept in short: how many days, the first, the last, and those with votes.
  static func condensed(_ body: RecordedJSON, like recorded: RecordedJSON) -> RecordedJSON {
    guard recorded["__summary__"] != nil, case .array(let days)? = body["history"], let tags = body["tags"] else { return body }
    let voted = days.filter { $0["won"] != .number(0) || $0["lost"] != .number(0) }
    let summary: RecordedJSON = [
      "history_len": .number(Double(days.count)), "first": days.first ?? .null, "last": days.last ?? .null, "nonzero": .array(voted),
    ]
    return ["__summary__": summary, "tags": tags]
  }
}
