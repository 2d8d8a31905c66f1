import Backup
import Foundation
import NIOCore
import StorageDuckDB

/// `weir verify`: of a store, through its server, or of a backup.
package enum VerifyCommand {
  package struct Report: Sendable {
    package let text: String
    package let passed: Bool
  }

  /// Reads every file of a backup twice: its bytes, and its rows as a restore would, which are added up again. It writes nothing but what
  /// outgrows the memory, into the folder for temporary files.
  /// - Throws: `BackupFailure` if it cannot be restored.
  package static func backup(_ path: String, progress: (String) -> Void) async throws -> Report {
    let folder = BackupFolder(path: (try? FileManager.default.canonicalPath(path)) ?? path)
    let manifest = try folder.manifest()
    let sums = try await BackupSums(of: manifest, in: folder)
    var findings = [sums.tables]
    for part in manifest.parts {
      do {
        try folder.check(part)
        try await sums.check(part)
        progress(part.file)
        findings.append(StoreFinding(part.file, passed: true, "\(part.content.totals.rows) rows, all totals equal"))
      } catch { findings.append(StoreFinding(part.file, passed: false, "\(error)")) }
    }
    await sums.close()
    findings += folder.strays(beside: manifest).map { StoreFinding($0, passed: true, "not part of the backup; the next one removes it") }
    return report(findings, of: "backup of \(manifest.head.createdAt), \(manifest.rows) rows, schema \(manifest.head.schema)")
  }

  /// - Parameter progress: told each check as it is made.
  package static func store(_ target: CommandTarget, progress: @escaping @Sendable (String) -> Void) async throws -> Report {
    try await target.connect { connection in
      var (line, findings, isWhole) = ([UInt8](), [StoreFinding](), false)
      try await connection.download("/v1/verify", []) { piece in
        for byte in piece.readableBytesView {
          guard byte == UInt8(ascii: "\n") else {
            line.append(byte)
            continue
          }
          if let finding = try? JSONDecoder().decode(StoreFinding.self, from: Data(line)) {
            progress(finding.check)
            findings.append(finding)
          } else {
            isWhole = true
          }
          line = []
        }
      }
      if !isWhole { findings.append(StoreFinding("all checks were made", passed: false, "the server broke off")) }
      return report(findings, of: "store")
    }
  }

  private static func report(_ findings: [StoreFinding], of subject: String) -> Report {
    let rows = findings.map { [$0.passed ? "ok" : "FAILED", $0.check, $0.detail] }
    let failures = findings.count { !$0.passed }
    let verdict = failures == 0 ? "sound" : "\(failures) of \(findings.count) checks failed"
    let table = TextTable(header: ["", "check", "detail"], rows: rows, numbers: [false, false, false]).text
    return Report(text: "\(table)\n\(subject): \(verdict)", passed: failures == 0)
  }
}
