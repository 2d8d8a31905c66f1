import Foundation
import HTTPTypes
import HummingbirdTesting
import Testing

@Suite struct AutoAnalystConformance {
  @Test(arguments: ["main", "empty"], AnalyticsSite.Store.allCases)
  func `answers every recorded request as the original did or as it meant to`(_ set: String, _ store: AnalyticsSite.Store) async throws {
    let site = try await AnalyticsSite(RecordedRows(set), in: store)
    let cases = try RecordedAnswer.all(set)
    var report = ConformanceReport("auto-analyst", "\(set), \(store.rawValue)")
    for recorded in cases {
      let response = try await site.ask(recorded.uri, method: recorded.method, headers: recorded.headers ?? [:])
      report.add(recorded, response)
    }
    #expect(report.failures == [])
    #expect(cases.count == 229)
    print(report.line)
  }
}

extension ConformanceReport {
  fileprivate mutating func add(_ recorded: RecordedAnswer, _ response: TestResponse) {
    let body = response.json
    guard Int(response.status.code) == recorded.status else {
      if AcceptedDifference.status(recorded, response.status.code, body) != nil {
        countAccepted()
      } else {
        countFailing("\(recorded.name): \(response.status.code) instead of \(recorded.status)")
      }
      return
    }
    let differences = recorded.status == 307 ? redirect(recorded, response) : AnswerDifference.all(recorded.body ?? .null, body ?? "")
    let rest = differences.filter { AcceptedDifference.member(recorded, $0) == nil }
    if differences.isEmpty {
      countEqual()
    } else if rest.isEmpty {
      countAccepted()
    } else {
      countFailing("\(recorded.name): \(rest.prefix(3))".prefix(700).description)
    }
  }

  /// Only the way there, whatever the server is called.
  private func redirect(_ recorded: RecordedAnswer, _ response: TestResponse) -> [AnswerDifference] {
    let path = recorded.location.flatMap { URL(string: $0)?.path }
    let location = response.headers[.location]
    guard location != path else { return [] }
    return [AnswerDifference(path: "Location", expected: path.map(RecordedJSON.string), actual: location.map(RecordedJSON.string))]
  }
}
