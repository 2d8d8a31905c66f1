import CDuckDB

/// What the engine refused, sorted by what its caller can do about it.
package struct DuckDBFailure: Error, Equatable, Sendable, CustomStringConvertible {
  package enum Kind: String, Sendable, CaseIterable {
    /// Another process holds the file.
    case locked
    /// The file or its log is not a database, or what it holds does not match its checksums.
    case damaged
    /// The file was written by a later engine.
    case newerVersion
    case missing
    case diskFull
    case readOnly
    case outOfMemory
    case interrupted
    case timedOut
    /// As many reads wait as may wait.
    case busy
    case constraint
    /// Another transaction changed the same rows.
    case conflict
    case syntax
    /// A value cannot be read or written as the asked type.
    case type
    /// Access to files or settings that the settings forbid.
    case forbidden
    /// The database was closed, or ended by an earlier fatal failure: it has to be opened again.
    case closed
    case other
  }

  package let kind: Kind
  package let message: String

  package init(_ kind: Kind, _ message: String) {
    self.kind = kind
    self.message = message
  }

  /// The engine tells most causes only by its text, and the kinds of an operating system's error never otherwise.
  init(engineText: String) {
    self.init(Self.kinds.first { $0.isIn(engineText) }?.kind ?? .other, engineText)
  }

  /// An appender's text lacks the word for the kind of error that every other text begins with.
  init(appenderText: String, type: duckdb_error_type) {
    self.init(engineText: (Self.beginnings[type.rawValue] ?? "Appender Error") + ": " + appenderText)
  }

  package var description: String { message }

  /// After such a failure nothing works on this database until it is opened again; what was committed is safe.
  package var endsDatabase: Bool { kind == .closed || message.hasPrefix("FATAL Error") }

  private static let beginnings: [UInt32: String] = [
    DUCKDB_ERROR_CONVERSION.rawValue: "Conversion Error",
    DUCKDB_ERROR_TRANSACTION.rawValue: "TransactionContext Error",
    DUCKDB_ERROR_CATALOG.rawValue: "Catalog Error",
    DUCKDB_ERROR_CONSTRAINT.rawValue: "Constraint Error",
    DUCKDB_ERROR_IO.rawValue: "IO Error",
    DUCKDB_ERROR_INTERRUPT.rawValue: "INTERRUPT Error",
    DUCKDB_ERROR_FATAL.rawValue: "FATAL Error",
    DUCKDB_ERROR_OUT_OF_MEMORY.rawValue: "Out of Memory Error",
  ]

  /// In order: the first entry whose words are all in the text decides.
  private static let kinds: [Wording] = [
    Wording(.closed, "database has been invalidated"),
    Wording(.diskFull, "No space left on device"),
    Wording(.diskFull, "Disk quota exceeded"),
    Wording(.diskFull, "max_temp_directory_size"),
    Wording(.readOnly, "Read-only file system"),
    Wording(.readOnly, "Permission denied"),
    Wording(.readOnly, "read-only mode!"),
    Wording(.locked, "IO Error", "Could not set lock on file"),
    Wording(.newerVersion, "IO Error", "database file with version number"),
    Wording(.damaged, "IO Error", "not a valid DuckDB database file"),
    Wording(.damaged, "IO Error", "Corrupt"),
    Wording(.damaged, "IO Error", "Could not read enough bytes"),
    Wording(.damaged, "IO Error", "Failure while replaying WAL"),
    Wording(.damaged, "Serialization Error"),
    Wording(.missing, "IO Error", "No such file or directory"),
    Wording(.missing, "IO Error", "database does not exist"),
    Wording(.outOfMemory, "Out of Memory Error"),
    Wording(.interrupted, "INTERRUPT Error"),
    Wording(.constraint, "Constraint Error"),
    Wording(.conflict, "TransactionContext Error", "onflict"),
    Wording(.forbidden, "Permission Error"),
    Wording(.forbidden, "configuration has been locked"),
    Wording(.syntax, "Parser Error"),
    Wording(.syntax, "Binder Error"),
    Wording(.syntax, "Catalog Error"),
    Wording(.type, "Conversion Error"),
    Wording(.type, "Out of Range Error"),
  ]

  private struct Wording: Sendable {
    let kind: Kind
    let words: [String]

    init(_ kind: Kind, _ words: String...) {
      self.kind = kind
      self.words = words
    }

    func isIn(_ text: String) -> Bool { words.allSatisfy(text.contains) }
  }
}
