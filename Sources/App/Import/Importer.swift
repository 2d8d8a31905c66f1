import Foundation

/// Sends a file's rows to a server, a few batches at once, and remembers how far it came.
package struct Importer: Sendable {
  package struct Source: Sendable {
    let file: FileBytes
    let path: String
    let format: ImportFormat
    let plan: RowPlan

    package init(_ file: FileBytes, path: String = "", format: ImportFormat = .auto, _ plan: RowPlan) {
      (self.file, self.path, self.format, self.plan) = (file, path, format, plan)
    }
  }

  private static let inFlight = 3

  private let source: Source
  private let sender: BatchSender
  private let meter: @Sendable (ProgressMeter) -> Void

  /// - Parameter meter: is told now and then how far the import is.
  package init(_ source: Source, to connection: APIConnection, meter: @escaping @Sendable (ProgressMeter) -> Void = { _ in }) {
    self.init(source, BatchSender(connection: connection), meter: meter)
  }

  init(_ source: Source, _ sender: BatchSender, meter: @escaping @Sendable (ProgressMeter) -> Void = { _ in }) {
    (self.source, self.sender, self.meter) = (source, sender, meter)
  }

  /// - Parameter progress: the identity of the import and the folder for its progress; nil to remember nothing.
  package func run(remembering progress: (identity: [String], folder: String?)? = nil) async throws -> ImportReport {
    // A wrong address or key is told at once, not after many tries.
    _ = try await sender.connection.get("/healthz").accepted()
    var progress = progress.flatMap { ImportProgress(identity: $0.identity, folder: $0.folder) }
    let report = try await send(from: try await resumed(progress?.read()), &progress)
    progress?.remove()
    return report
  }

  /// Where progress is remembered on this machine.
  package static func progressFolder(_ environment: [String: String]) -> String? { ImportProgress.folder(environment) }

  /// Where to go on. What a server was once told it may have lost since (another data directory, a restored backup), so the last row
  /// that was acknowledged is sent again: if the server did not know it, all are.
  private func resumed(_ state: ImportProgress.State?) async throws -> ImportProgress.State {
    let beginning = ImportProgress.State(row: 0, report: ImportReport())
    guard let state, state.row > 0 else { return beginning }
    var batches = try batches()
    guard try batches.skip(state.row - 1) == state.row - 1, let last = try batches.next(limit: 1) else { return beginning }
    return try await sender.send(last).duplicates == 1 ? state : beginning
  }

  private func batches() throws -> ImportBatches {
    ImportBatches(try source.format.reader(source.file, path: source.path, source.plan))
  }

  private func send(from state: ImportProgress.State, _ progress: inout ImportProgress?) async throws -> ImportReport {
    let reader = try source.format.reader(source.file, path: source.path, source.plan)
    var batches = ImportBatches(reader)
    _ = try batches.skip(state.row)
    var meter = ProgressMeter(size: source.file.bytes.count, start: reader.position, now: .now)
    var acknowledged = Acknowledgements(from: state)
    func settle(_ answer: (ImportBatch, ImportReport)) {
      acknowledged.add(answer.0, answer.1)
      meter.moved(to: acknowledged.position, rows: acknowledged.state.row - state.row, now: .now)
      self.meter(meter)
      progress?.write(acknowledged.state, now: .now)
    }
    try await withThrowingTaskGroup(of: (ImportBatch, ImportReport).self) { group in
      var running = 0
      while let batch = try batches.next() {
        if running == Self.inFlight, let answer = try await group.next() {
          settle(answer)
          running -= 1
        }
        running += 1
        group.addTask { [sender] in (batch, try await sender.send(batch)) }
      }
      while let answer = try await group.next() { settle(answer) }
    }
    var report = acknowledged.state.report
    report.ignore(reader.ignored)
    return report
  }
}
