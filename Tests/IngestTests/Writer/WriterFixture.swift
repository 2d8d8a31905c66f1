import Foundation
import Usage

@testable import Ingest

/// A writer over a simulated disk and a recording sink.
struct WriterFixture {
  let scratch: ScratchDirectory
  let disk: SimulatedDisk
  let sink: RecordingSink
  let writer: EventWriter

  var indexDirectory: String { scratch.path + "/identities" }

  init(
    scratch: ScratchDirectory? = nil, disk: SimulatedDisk = SimulatedDisk(), sink: RecordingSink = RecordingSink(),
    configure: (inout WriterConfiguration) -> Void = { _ in }, observer: @escaping EventWriter.Observer = { _ in }
  ) async throws {
    self.scratch = try scratch ?? ScratchDirectory()
    self.disk = disk
    self.sink = sink
    var configuration = WriterConfiguration()
    configuration.segmentBytes = 16 << 10
    // Nothing is stored by the passing of time.
    configuration.linger = .seconds(3600)
    configuration.busyLinger = .seconds(3600)
    configuration.storeRetry = .zero
    configuration.journalRetry = .zero
    configure(&configuration)
    writer = try await EventWriter.open(
      files: disk, indexDirectory: self.scratch.path + "/identities", sink: sink, configuration: configuration, observer: observer)
  }

  func submission(_ ids: [String], quarantined: [QuarantinedEvent] = []) -> Submission {
    let keys = ids.map { writer.hasher.key(project: "acme", id: $0) }
    return Submission(block: sampleBlock(ids), keys: keys, quarantined: quarantined)
  }

  func submit(_ ids: String...) async throws(WriterFailure) -> [Int] { try await writer.submit(submission(ids)) }

  func settle() async -> Bool { await writer.settle(timeout: .seconds(60)) }

  /// The same store, opened again after this writer was shut down or its power was cut.
  /// Its last work on the index is waited for: in life, another process would begin here.
  func reopened(disk: SimulatedDisk? = nil) async throws -> WriterFixture {
    await writer.finishMaintenance()
    return try await WriterFixture(scratch: scratch, disk: disk ?? self.disk, sink: sink.copy())
  }
}

extension EventWriter {
  func finishMaintenance() async {
    await withCheckedContinuation { continuation in maintenance.async { continuation.resume() } }
  }
}
