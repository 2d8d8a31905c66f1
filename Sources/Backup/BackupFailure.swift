/// Why a backup cannot be made, read or restored, in words for the person who asked.
package enum BackupFailure: Error, Hashable, Sendable, CustomStringConvertible {
  case noBackup(path: String)
  case damagedManifest(String)
  case newerBackup(version: Int)
  case newerSchema(found: Int64, known: Int64)
  case otherTables(String)
  case missingFile(String)
  case damagedFile(String, reason: String)
  case differentTotals(String)
  case unusable(path: String, reason: String)
  case occupied(path: String, by: String)
  case olderThanBackup(path: String, sequence: UInt64, backedUp: UInt64)
  case incomplete
  case busy
  case unsettled

  package var description: String {
    switch self {
    case .noBackup(let path): "\(path) has no \(BackupManifest.fileName): it is no backup, or one that was never finished."
    case .damagedManifest(let reason): "The backup's \(BackupManifest.fileName) is damaged: \(reason). Nothing was changed."
    case .newerBackup(let version):
      "The backup is of version \(version), this program reads up to \(BackupManifest.currentVersion). Use a later version of Weir."
    case .newerSchema(let found, let known):
      "The backup has schema \(found), this program knows \(known). Use the version of Weir that wrote it, or a later one."
    case .otherTables(let difference): "The backup's tables are not those of its schema: \(difference)."
    case .missingFile(let file): "The backup lacks its file \(file). Nothing was changed."
    case .damagedFile(let file, let reason): "The backup's file \(file) is damaged: \(reason). Nothing was changed."
    case .differentTotals(let part): "The rows of \(part) do not add up to what the manifest says of them."
    case .unusable(let path, let reason): "\(path) cannot be used: \(reason)."
    case .occupied(let path, let what): "\(path) is not empty: it has \(what). Name a directory that is empty or not there."
    case .olderThanBackup(let path, let sequence, let backedUp):
      "\(path) has the backup of a store with \(backedUp) recorded events, this one has \(sequence). "
        + "Use another directory, or --replace if that backup is not needed."
    case .incomplete: "The server broke off before the backup was whole. Its log says why; an earlier backup is as it was."
    case .busy: "A backup is being made already."
    case .unsettled: "The store does not take the events that wait for it. Nothing was backed up; try again when /readyz is well."
    }
  }
}
