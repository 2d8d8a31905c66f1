import Foundation
import Synchronization

@testable import Ingest

/// A journal's directory in memory that can fail, be full, and lose what was not synchronized.
final class SimulatedDisk: JournalFiles {
  enum Operation: Hashable { case create, write, synchronize }

  enum Fault {
    /// Nothing happens but the error.
    case error(Int32)
    /// A part of the bytes is written first.
    case partialWrite(Int32)
  }

  struct Contents: Sendable {
    var files: [String: [UInt8]] = [:]
    /// What is not yet safe, in order.
    var unsynchronized: [String: [(offset: Int, bytes: [UInt8])]] = [:]
    var faults: [Operation: [Fault]] = [:]
    var operationsUntilPowerOff = Int.max
    var operations = 0
  }

  let contents: Mutex<Contents>

  init(files: [String: [UInt8]] = [:]) { contents = Mutex(Contents(files: files)) }

  func fail(_ operation: Operation, _ fault: Fault, times: Int = 1) {
    contents.withLock { $0.faults[operation, default: []] += Array(repeating: fault, count: times) }
  }

  func powerOff(afterOperations count: Int) { contents.withLock { $0.operationsUntilPowerOff = count } }

  var isOff: Bool { contents.withLock { $0.operationsUntilPowerOff <= 0 } }
  var segmentNames: [String] { contents.withLock { $0.files.keys.sorted() } }
  var files: [String: [UInt8]] { contents.withLock { $0.files } }

  /// What a power cut leaves: all that was synchronized, and of the rest any writes, the last perhaps in part.
  func afterPowerCut(using random: inout some RandomNumberGenerator) -> SimulatedDisk {
    let contents = contents.withLock { $0 }
    var files = contents.files
    for (name, writes) in contents.unsynchronized {
      for write in writes where Bool.random(using: &random) {
        let kept = Bool.random(using: &random) ? write.bytes.count : Int.random(in: 0...write.bytes.count, using: &random)
        Self.apply(write.bytes.prefix(kept), at: write.offset, to: &files[name, default: []])
      }
    }
    return SimulatedDisk(files: files)
  }

  func names() throws(JournalError) -> [String] { segmentNames }

  func create(_ name: String, size: Int) throws(JournalError) -> any JournalFile {
    try begin(.create, name)
    contents.withLock { contents in
      contents.files[name] = [UInt8](repeating: 0, count: size)
      contents.unsynchronized[name] = nil
    }
    return SimulatedFile(name: name, disk: self)
  }

  func open(_ name: String) throws(JournalError) -> any JournalFile { SimulatedFile(name: name, disk: self) }

  func remove(_ names: [String]) throws(JournalError) {
    contents.withLock { contents in
      guard contents.operationsUntilPowerOff > 0 else { return }
      for name in names { contents.files[name] = nil }
    }
  }

  fileprivate func begin(_ operation: Operation, _ name: String, partially: (inout Contents) -> Void = { _ in }) throws(JournalError) {
    let code: Int32 = contents.withLock { contents in
      contents.operations += 1
      contents.operationsUntilPowerOff -= 1
      if contents.operationsUntilPowerOff <= 0 {
        if contents.operationsUntilPowerOff == 0 { partially(&contents) }
        return EIO
      }
      guard let fault = contents.faults[operation]?.first else { return 0 }
      contents.faults[operation]?.removeFirst()
      switch fault {
      case .error(let code): return code
      case .partialWrite(let code):
        partially(&contents)
        return code
      }
    }
    if code != 0 { throw .io(operation: "\(operation)", file: name, errno: code) }
  }

  fileprivate static func apply(_ bytes: some Collection<UInt8>, at offset: Int, to file: inout [UInt8]) {
    if file.count < offset + bytes.count { file += [UInt8](repeating: 0, count: offset + bytes.count - file.count) }
    file.replaceSubrange(offset..<offset + bytes.count, with: bytes)
  }

  /// The file as the process sees it.
  fileprivate static func view(_ name: String, _ contents: Contents) -> [UInt8] {
    var file = contents.files[name] ?? []
    for write in contents.unsynchronized[name] ?? [] { apply(write.bytes, at: write.offset, to: &file) }
    return file
  }
}

private struct SimulatedFile: JournalFile {
  let name: String
  let disk: SimulatedDisk

  func size() throws(JournalError) -> Int { disk.contents.withLock { SimulatedDisk.view(name, $0).count } }

  func write(_ bytes: UnsafeRawBufferPointer, at offset: Int) throws(JournalError) {
    let half = Array(bytes.prefix(bytes.count / 2))
    try disk.begin(.write, name) { $0.unsynchronized[name, default: []].append((offset, half)) }
    let all = Array(bytes)
    disk.contents.withLock { $0.unsynchronized[name, default: []].append((offset, all)) }
  }

  func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws(JournalError) -> Int {
    let file = disk.contents.withLock { SimulatedDisk.view(name, $0) }
    let part = file.dropFirst(offset).prefix(buffer.count)
    buffer.copyBytes(from: part)
    return part.count
  }

  func synchronize() throws(JournalError) {
    // A synchronization that fails may yet have done its work.
    try disk.begin(.synchronize, name) { Self.synchronize(name, &$0) }
    disk.contents.withLock { Self.synchronize(name, &$0) }
  }

  func truncate(to size: Int) throws(JournalError) {
    disk.contents.withLock { contents in
      guard contents.operationsUntilPowerOff > 0 else { return }
      contents.files[name] = Array(SimulatedDisk.view(name, contents).prefix(size))
      contents.unsynchronized[name] = nil
    }
  }

  private static func synchronize(_ name: String, _ contents: inout SimulatedDisk.Contents) {
    contents.files[name] = SimulatedDisk.view(name, contents)
    contents.unsynchronized[name] = nil
  }
}
