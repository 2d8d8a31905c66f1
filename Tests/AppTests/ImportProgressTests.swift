import Foundation
import NIOCore
import Testing

@testable import App

@Suite struct ImportProgressTests {
  private let folder = FileManager.default.temporaryDirectory.appending(path: "weir-progress-\(UUID().uuidString)").path

  private func state(_ row: Int, accepted: Int) -> ImportProgress.State {
    var report = ImportReport()
    report.take(accepted: accepted, duplicates: 0)
    return ImportProgress.State(row: row, report: report)
  }

  @Test func `what was written is read again, and is gone once removed`() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    var progress = try #require(ImportProgress(identity: ["hash", "target"], folder: folder + "/deeper"))
    #expect(progress.read() == nil)
    progress.write(state(7, accepted: 6), now: .now)
    #expect(progress.read() == state(7, accepted: 6))
    progress.remove()
    #expect(progress.read() == nil)
  }

  @Test func `it is written now and then, not each time`() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    var progress = try #require(ImportProgress(identity: ["a"], folder: folder))
    let start = ContinuousClock.now
    progress.write(state(1, accepted: 1), now: start)
    progress.write(state(2, accepted: 2), now: start + .milliseconds(100))
    #expect(progress.read()?.row == 1)
    progress.write(state(3, accepted: 3), now: start + .seconds(1))
    #expect(progress.read()?.row == 3)
  }

  @Test func `other files, targets and options are other imports`() {
    let identities = [["a", "b"], ["a", "c"], ["ab", ""], ["a", "b", ""], ["a:1", "b"]]
    #expect(Set(identities.compactMap { ImportProgress(identity: $0, folder: folder)?.path }).count == identities.count)
    #expect(ImportProgress(identity: ["a"], folder: nil) == nil)
  }

  @Test func `a damaged file is as good as none`() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    var progress = try #require(ImportProgress(identity: ["a"], folder: folder))
    progress.write(state(1, accepted: 1), now: .now)
    try Data("{\"row\":".utf8).write(to: URL(filePath: progress.path))
    #expect(progress.read() == nil)
  }

  @Test(
    arguments: [
      (["HOME": "/h"], "/h/.local/state/weir"), (["HOME": "/h", "XDG_STATE_HOME": "/s"], "/s/weir"),
      (["HOME": "/h", "XDG_STATE_HOME": "relative"], "/h/.local/state/weir"), ([:], nil),
    ] as [([String: String], String?)]) func `progress lies in the user's state folder`(environment: [String: String], folder: String?)
  {
    #expect(ImportProgress.folder(environment) == folder)
  }

  @Test func `answers count without a gap only, in whatever order they come`() {
    var acknowledged = Acknowledgements(from: .init(row: 0, report: ImportReport()))
    func batch(_ index: Int) -> ImportBatch {
      ImportBatch(index: index, body: ByteBuffer(), rows: [], lastRow: (index + 1) * 10, position: (index + 1) * 100, rejected: [])
    }
    var report = ImportReport()
    report.take(accepted: 10, duplicates: 0)
    acknowledged.add(batch(1), report)
    #expect((acknowledged.state.row, acknowledged.position) == (0, 0))
    acknowledged.add(batch(0), report)
    #expect((acknowledged.state.row, acknowledged.position, acknowledged.state.report.accepted) == (20, 200, 20))
  }

  @Test func `batches are cut by rows, and rows that were skipped keep their numbers`() throws {
    let text = (1...4500).map { "{\"images\":\($0)}\n" }.joined()
    let file = FileBytes(Array(text.utf8))
    var batches = ImportBatches(try ImportFormat.ndjson.reader(file, path: "", RowPlan(digest: "0123456789abcdef")))
    #expect(try batches.skip(100) == 100)
    var found: [[Int]] = []
    while let batch = try batches.next() {
      found.append([batch.rows.first ?? 0, batch.lastRow, batch.rows.count])
      if found.count == 1 { #expect(String(buffer: batch.body).hasPrefix(#"{"images":101,"id":"0123456789abcdef-101""#)) }
    }
    #expect(found == [[101, 2100, 2000], [2101, 4100, 2000], [4101, 4500, 400]])
    #expect(try batches.skip(1) == 0)
  }

  @Test func `the meter tells share, rate and time left`() {
    let start = ContinuousClock.now
    var meter = ProgressMeter(size: 1000, start: 0, now: start)
    meter.moved(to: 250, rows: 5000, now: start + .seconds(10))
    #expect(meter.line == "[######..................]  25%  500 rows/s  0:30 left")
  }

  @Test func `a report adds up and keeps the first reasons`() {
    var report = ImportReport()
    for row in (1...12).reversed() { report.reject([.init(row: row, field: "model", message: "must be a text")]) }
    #expect((report.rejected, report.examples.count) == (12, 10))
    #expect(report.examples.first?.description == "row 1: model: must be a text")
    #expect(report.summary == "12 rows: 0 accepted, 0 known already, 12 rejected")
  }
}
