import Foundation

/// The one directory that holds everything, and the lock that gives it to one process at a time.
package final class DataDirectory: Sendable {
  package let path: String
  private let lock: Int32

  static let databaseName = "weir.duckdb"

  package var database: String { path + "/" + Self.databaseName }
  package var temporary: String { path + "/tmp" }
  /// Where this machine's commands reach the server that runs on the directory.
  package var controlSocket: String { path + "/control.sock" }

  /// The system bounds the path of a socket.
  package var canBeReached: Bool { controlSocket.utf8.count <= 104 }

  /// Makes the directory if it is not there, and takes it.
  /// - Throws: `DataDirectoryFailure`
  package init(path: String) throws {
    self.path = path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
    do {
      try FileManager.default.createDirectory(
        atPath: self.path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      throw DataDirectoryFailure.unusable(path: path, reason: "It cannot be made: \(error.localizedDescription)")
    }
    lock = try Self.locked(self.path)
    // What an earlier process left half-done there is of no use to anybody.
    try? FileManager.default.removeItem(atPath: temporary)
    try? FileManager.default.createDirectory(atPath: temporary, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    try? FileManager.default.removeItem(atPath: controlSocket)
  }

  deinit { close(lock) }

  /// True while some process holds the directory.
  package static func isInUse(path: String) -> Bool {
    let descriptor = open(path + "/lock", O_RDWR | O_CLOEXEC)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    guard flock(descriptor, LOCK_EX | LOCK_NB) != 0 else { return false }
    return errno == EWOULDBLOCK
  }

  private static func locked(_ path: String) throws -> Int32 {
    let descriptor = open(path + "/lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw DataDirectoryFailure.unusable(path: path, reason: "It cannot be written: \(String(cString: strerror(errno))).")
    }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      let holder = (try? String(contentsOfFile: path + "/lock", encoding: .utf8))?.trimmingCharacters(in: .whitespacesAndNewlines) ?? ""
      close(descriptor)
      throw DataDirectoryFailure.inUse(path: path, process: holder)
    }
    let process = "\(getpid())\n"
    ftruncate(descriptor, 0)
    _ = process.withCString { pwrite(descriptor, $0, strlen($0), 0) }
    return descriptor
  }

  /// 32 random bytes, made at the first call and kept in a file that only the owner may read.
  package func secret(named name: String) throws -> [UInt8] {
    let file = path + "/" + name
    if let kept = FileManager.default.contents(atPath: file), kept.count == 32 { return Array(kept) }
    var generator = SystemRandomNumberGenerator()
    let fresh = (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    guard FileManager.default.createFile(atPath: file, contents: Data(fresh), attributes: [.posixPermissions: 0o600]) else {
      throw DataDirectoryFailure.unusable(path: path, reason: "The file \(name) cannot be written.")
    }
    return fresh
  }
}

package enum DataDirectoryFailure: Error, Hashable, CustomStringConvertible {
  case inUse(path: String, process: String)
  case unusable(path: String, reason: String)

  package var description: String {
    switch self {
    case .inUse(let path, let process):
      "The data directory \(path) is in use by process \(process.isEmpty ? "unknown" : process). Stop it, or use another directory."
    case .unusable(let path, let reason): "The data directory \(path) cannot be used. \(reason)"
    }
  }
}
