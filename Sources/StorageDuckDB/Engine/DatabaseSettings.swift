/// How the engine is opened. Sizes are in the engine's own spelling ("512MB", "1GB").
package struct DatabaseSettings: Sendable {
  package enum Access: String, Sendable {
    case readWrite = "READ_WRITE"
    case readOnly = "READ_ONLY"
  }

  package var access = Access.readWrite
  /// Threads that work on one query, the calling one included.
  package var threads = 2
  package var memoryLimit = "1GB"
  /// Where queries that outgrow the memory limit spill; nil lets them fail instead.
  package var temporaryDirectory: String?
  package var temporaryDirectoryLimit = "10GB"
  /// How large the log may grow before a commit also checkpoints. Far above the engine's own 16 MB, because a checkpoint stops
  /// commits: the owner checkpoints when it suits.
  package var checkpointThreshold = "1GB"
  package var preservesInsertionOrder = false
  /// Folders whose files SQL may read and write (COPY); everything else outside the database is closed to SQL.
  package var openDirectories: [String] = []
  /// Settings of the engine that have no name here.
  package var further: [String: String] = [:]

  package init() {}

  var options: [(name: String, value: String)] {
    var options = [
      ("access_mode", access.rawValue),
      ("threads", String(threads)),
      ("memory_limit", memoryLimit),
      ("temp_directory", temporaryDirectory ?? ""),
      ("checkpoint_threshold", checkpointThreshold),
      ("preserve_insertion_order", String(preservesInsertionOrder)),
      ("autoinstall_known_extensions", "false"),
      ("autoload_known_extensions", "false"),
      ("allow_community_extensions", "false"),
      ("allow_persistent_secrets", "false"),
    ]
    if temporaryDirectory != nil { options.append(("max_temp_directory_size", temporaryDirectoryLimit)) }
    return options + further.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// Run once after opening, because the engine takes a list of folders in no other way; from here on no SQL can change a setting.
  var closingSQL: String {
    let folders = openDirectories.map { "'" + $0.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'" }
    return """
      SET allowed_directories = [\(folders.joined(separator: ", "))];
      SET enable_external_access = false;
      SET lock_configuration = true
      """
  }
}
