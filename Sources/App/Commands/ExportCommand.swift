import Foundation
import NIOCore

/// `weir export`.
package struct ExportCommand: Sendable {
  package enum Format: String, CaseIterable, Sendable { case ndjson, csv, parquet }

  private let format: Format
  private let selection: [(String, String)]

  /// - Parameter selection: period and filters, as `/v1/export` has them.
  package init(_ format: Format, selection: [(String, String)]) {
    self.format = format
    self.selection = selection
  }

  /// - Parameter output: nil is standard output. A file appears under its name only when it is whole.
  package func run(_ connection: APIConnection, output: String?) async throws {
    guard let output else { return try await download(connection, to: .standardOutput) }
    let unfinished = output + ".part"
    guard FileManager.default.createFile(atPath: unfinished, contents: nil), let file = FileHandle(forWritingAtPath: unfinished) else {
      throw CommandFailure("\(output) cannot be written: \(String(cString: strerror(errno))).")
    }
    do {
      try await download(connection, to: file)
      try file.synchronize()
      try file.close()
    } catch {
      unlink(unfinished)
      throw error
    }
    guard rename(unfinished, output) == 0 else {
      throw CommandFailure("\(output) cannot be written: \(String(cString: strerror(errno))).")
    }
  }

  private func download(_ connection: APIConnection, to file: FileHandle) async throws {
    try await connection.download("/v1/export", [("format", format.rawValue)] + selection) { piece in
      do { try file.write(contentsOf: Data(piece.readableBytesView)) } catch {
        throw CommandFailure("The output cannot be written: \(error.localizedDescription)")
      }
    }
  }
}
