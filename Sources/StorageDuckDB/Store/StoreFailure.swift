/// Why a store cannot be used, in words for the person who runs it.
package enum StoreFailure: Error, Hashable, Sendable, CustomStringConvertible {
  case locked(path: String)
  case damaged(path: String, reason: String)
  case newerEngine(path: String)
  case newerSchema(found: Int64, known: Int64)
  case changedMigration(number: Int64)
  case diskFull(path: String)
  case readOnly(path: String)
  case unusable(path: String, reason: String)

  init(_ failure: DuckDBFailure, path: String) {
    switch failure.kind {
    case .locked: self = .locked(path: path)
    case .damaged: self = .damaged(path: path, reason: failure.message)
    case .newerVersion: self = .newerEngine(path: path)
    case .diskFull: self = .diskFull(path: path)
    case .readOnly: self = .readOnly(path: path)
    default: self = .unusable(path: path, reason: failure.message)
    }
  }

  package var description: String {
    switch self {
    case .locked(let path): "The database \(path) is in use by another process. Stop that one, or use another data directory."
    case .damaged(let path, let reason):
      "The database \(path) is damaged and was left as it is: \(reason) Restore it from a backup, or move it away to start afresh."
    case .newerEngine(let path): "The database \(path) was written by a later version of DuckDB. Use a later version of Weir."
    case .newerSchema(let found, let known):
      "The database has schema \(found), this program knows \(known). Use the version of Weir that wrote it, or a later one."
    case .changedMigration(let number):
      "The database was made with another text of schema step \(number) than this program has. Use the version of Weir that made it."
    case .diskFull(let path): "The disk that holds \(path) is full."
    case .readOnly(let path): "\(path) cannot be written: the disk or the file is read-only, or the permissions do not allow it."
    case .unusable(let path, let reason): "The database \(path) cannot be opened: \(reason)"
    }
  }
}
