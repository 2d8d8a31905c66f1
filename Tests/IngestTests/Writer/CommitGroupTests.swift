import Testing
import Usage

@testable import Ingest

@Suite struct CommitGroupTests {
  private func submission(_ ids: [String], quarantined: [QuarantinedEvent] = []) -> Submission {
    let keys = ids.map { EventKey(high: 1, low: UInt64($0.utf8.first ?? 0)) }
    return Submission(block: sampleBlock(ids), keys: keys, quarantined: quarantined)
  }

  @Test func `keeps the first of equal ids, in a submission and across those of a group`() {
    let known = EventKey(high: 1, low: UInt64(UInt8(ascii: "k")))
    let group = CommitGroup(
      [submission(["a", "b", "a", "k", "c"]), submission(["c", "d"], quarantined: [sampleQuarantine("x")]), submission(["k"])]
    ) { $0 == known }
    #expect(group.duplicates == [[2, 3], [0], [0]])
    #expect(group.records.flatMap { $0.listed(from: 0) } == ["0:a", "1:b", "0:c", "0:d", "0:rejected x"])
    #expect(group.keys.map(\.low) == "abcd".utf8.map(UInt64.init))
    #expect(group.quarantinedCount == 1)
  }
}
