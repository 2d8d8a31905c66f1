import Crypto
import Foundation

/// Writes a backup into a directory, beside the one that is there: until the last step, which replaces the manifest, that one stays whole.
/// Used by one task; its calls block.
package final class BackupBuild {
  package struct Report: Sendable {
    package let manifest: BackupManifest
    package let writtenBytes: Int
    package let keptParts: Int
  }

  /// What the earlier backup has and need not be sent again: its intact files.
  package let known: KnownParts

  private let folder: BackupFolder
  private let lock: Int32
  private let replaces: Bool
  private let previous: BackupManifest?
  private let intact: [PartContent: BackupPart]
  private var head: SnapshotHead?
  private var parts: [BackupPart] = []
  private var fresh: [(unfinished: String, part: BackupPart)] = []
  private var open: OpenPart?

  private struct OpenPart {
    let content: PartContent
    let path: String
    let file: FileHandle
    var hash = SHA256()
    var bytes = 0
  }

  /// - Parameter replaces: a backup there may be damaged, or of a store that was further along.
  /// - Throws: `BackupFailure`
  package init(in folder: BackupFolder, replaces: Bool = false) throws {
    (self.folder, self.replaces) = (folder, replaces)
    lock = try Self.take(folder.path)
    do {
      previous = try Self.previous(in: folder, replaces: replaces)
    } catch {
      close(lock)
      throw error
    }
    var intact: [PartContent: BackupPart] = [:]
    for part in previous?.parts ?? [] where (try? folder.check(part)) != nil { intact[part.content] = part }
    self.intact = intact
    known = KnownParts(engine: previous?.head.engine ?? "", parts: Set(intact.keys))
    // What the manifest names stays, and where it is damaged, so does the rest.
    removeStrays { $0.hasSuffix(BackupFolder.unfinished) }
  }

  deinit {
    for (path, _) in fresh { unlink(path) }
    if let open { unlink(open.path) }
    close(lock)
  }

  package func begin(_ head: SnapshotHead) throws {
    if let previous, previous.head.sequence > head.sequence, !replaces {
      throw BackupFailure.olderThanBackup(path: folder.path, sequence: head.sequence, backedUp: previous.head.sequence)
    }
    self.head = head
  }

  /// - Throws: `BackupFailure.incomplete` if nobody was told that this is known.
  package func keep(_ content: PartContent) throws {
    guard let part = intact[content] else { throw BackupFailure.incomplete }
    parts.append(part)
  }

  package func open(_ content: PartContent) throws {
    guard head != nil, open == nil, BackupPart.isWord(content.table) else { throw BackupFailure.incomplete }
    let directory = folder.path + "/" + content.table
    let path = "\(directory)/\(content.table)-\(parts.count)\(BackupFolder.unfinished)"
    do {
      try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
      guard FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600]) else {
        throw POSIXError(.EIO)
      }
      open = OpenPart(content: content, path: path, file: try FileHandle(forWritingTo: URL(filePath: path)))
    } catch { throw unusable(error) }
  }

  package func write(_ bytes: ArraySlice<UInt8>) throws {
    guard open != nil else { throw BackupFailure.incomplete }
    let data = Data(bytes)
    open?.hash.update(data: data)
    open?.bytes += data.count
    do { try open?.file.write(contentsOf: data) } catch { throw unusable(error) }
  }

  package func closePart() throws {
    guard let done = open else { throw BackupFailure.incomplete }
    do {
      try done.file.synchronize()
      try done.file.close()
    } catch { throw unusable(error) }
    let part = BackupPart(done.content, bytes: done.bytes, sha256: FileDigest.hexadecimal(done.hash.finalize()))
    fresh.append((done.path, part))
    parts.append(part)
    open = nil
  }

  /// Makes the new files and the new manifest count, and takes away what no longer does.
  package func finish() throws -> Report {
    guard let head, open == nil else { throw BackupFailure.incomplete }
    let report = Report(
      manifest: BackupManifest(head, parts: parts), writtenBytes: fresh.reduce(0) { $0 + $1.part.bytes },
      keptParts: parts.count - fresh.count)
    do {
      for (unfinished, part) in fresh {
        guard rename(unfinished, folder.path(of: part)) == 0 else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
      }
      for table in Set(fresh.map(\.part.content.table)) { try Self.synchronize(folder.path + "/" + table) }
      try Self.synchronize(folder.path)
      try put(report.manifest.encoded())
    } catch { throw unusable(error) }
    fresh = []
    let named = Set(parts.map(\.file))
    removeStrays { !named.contains($0) }
    return report
  }

  private func put(_ manifest: Data) throws {
    let unfinished = folder.manifestPath + BackupFolder.unfinished
    try manifest.write(to: URL(filePath: unfinished))
    let file = try FileHandle(forWritingTo: URL(filePath: unfinished))
    try file.synchronize()
    try file.close()
    guard rename(unfinished, folder.manifestPath) == 0 else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
    try Self.synchronize(folder.path)
  }

  private func removeStrays(where isStray: (String) -> Bool) {
    for name in folder.strays(beside: nil) where isStray(name) { unlink(folder.path + "/" + name) }
  }

  private func unusable(_ error: any Error) -> BackupFailure {
    (error as? BackupFailure) ?? .unusable(path: folder.path, reason: error.localizedDescription)
  }
}

extension BackupBuild {
  private static let lockName = ".lock"

  /// Makes the directory, or takes one that is empty or has a backup.
  private static func take(_ path: String) throws -> Int32 {
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch { throw BackupFailure.unusable(path: path, reason: error.localizedDescription) }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    if !names.contains(BackupManifest.fileName), !names.contains(lockName), let other = names.min() {
      throw BackupFailure.occupied(path: path, by: other)
    }
    let descriptor = Foundation.open(path + "/" + lockName, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw BackupFailure.unusable(path: path, reason: String(cString: strerror(errno))) }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      close(descriptor)
      throw BackupFailure.unusable(path: path, reason: "another backup is being written there")
    }
    return descriptor
  }

  private static func previous(in folder: BackupFolder, replaces: Bool) throws -> BackupManifest? {
    do { return try folder.manifest() } catch BackupFailure.noBackup { return nil } catch {
      guard replaces else { throw error }
      return nil
    }
  }

  private static func synchronize(_ directory: String) throws {
    let descriptor = Foundation.open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
  }
}
