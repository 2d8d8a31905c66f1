import Foundation
import Testing

@testable import Ingest

@Suite struct DiskJournalFilesTests {
  @Test func `a journal on disk gives back what was appended`() throws {
    let scratch = try ScratchDirectory()
    let files = try DiskJournalFiles(directory: scratch.path)
    var journal = Journal(on: files, segmentBytes: 8192)
    for number in 0..<50 { try journal.append([.sample("n\(number)")]) }
    let listed = JournalReader.list(files)
    #expect(listed.records == (0..<50).map { "\($0 + 1):n\($0)" })
    try files.remove(try files.names().filter { $0.hasSuffix(".wal") })
    #expect(JournalReader.list(files).records == [])
  }

  @Test func `a second user of the directory is turned away`() throws {
    let scratch = try ScratchDirectory()
    let files = try DiskJournalFiles(directory: scratch.path)
    #expect(throws: JournalError.inUse(directory: scratch.path)) { try DiskJournalFiles(directory: scratch.path) }
    _ = try files.names()
  }
}
