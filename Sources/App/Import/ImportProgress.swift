import Crypto
import Foundation

/// How far an import came, in a file, so that a later run goes on from there. Only a shortcut: ids make sending twice harmless, so
/// whatever is wrong with the file merely costs time.
struct ImportProgress {
  struct State: Hashable, Codable, Sendable {
    /// All rows up to this one have their answer.
    var row: Int
    var report: ImportReport
  }

  let path: String
  private var lastWritten: ContinuousClock.Instant?

  private static let interval = Duration.milliseconds(500)

  /// - Parameters:
  ///   - identity: what must be the same for the rest of the file to mean the same: its hash, the options, the target.
  ///   - folder: nil when there is none to write to; then nothing is remembered.
  init?(identity: [String], folder: String?) {
    guard let folder else { return nil }
    let text = identity.map { "\($0.utf8.count):\($0)" }.joined()
    path = folder + "/import-" + Array(text.utf8).withUnsafeBytes { SHA256.hash(of: $0) }.prefix(32) + ".json"
  }

  /// XDG_STATE_HOME, or ~/.local/state.
  static func folder(_ environment: [String: String]) -> String? {
    let state = environment["XDG_STATE_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil } ?? environment["HOME"].map { $0 + "/.local/state" }
    return state.map { $0 + "/weir" }
  }

  func read() -> State? {
    FileManager.default.contents(atPath: path).flatMap { try? JSONDecoder().decode(State.self, from: $0) }
  }

  mutating func write(_ state: State, now: ContinuousClock.Instant) {
    if let lastWritten, now - lastWritten < Self.interval { return }
    lastWritten = now
    let folder = URL(filePath: path).deletingLastPathComponent().path
    try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    try? JSONEncoder().encode(state).write(to: URL(filePath: path), options: .atomic)
  }

  func remove() { try? FileManager.default.removeItem(atPath: path) }
}
