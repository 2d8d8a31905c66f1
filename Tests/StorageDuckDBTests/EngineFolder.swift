import Foundation

/// A folder of one test's own, removed with it.
final class EngineFolder {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "weir-engine-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  func path(_ name: String) -> String { url.appending(path: name).path }

  func write(_ bytes: Data, as name: String) throws { try bytes.write(to: url.appending(path: name)) }
}
